(** RMSprop with momentum on a coupled quadratic.

    The point z = x − μ/(1 − μ) b runs ahead to where the buffer b would carry x:
    it moves by η/(1 − μ) g / D a step, like RMSprop without momentum, with the
    gradient of the point x near by. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Trajectory Sum Average StepBound StepFloor.
From RMSpec Require Import DecreasingRate.
From RMSpec Require Import Coupled CoupledDescent CoupledNeighbourhood CoupledTrap.
From RMSpec Require Import CoupledAdamTrap CoupledDecreasing.
Open Scope R_scope.

(** ** The buffer *)

Lemma buffer_scale μ c r t :
  momentum_buffer μ (fun k => c * r k) t = c * momentum_buffer μ r t.
Proof. induction t as [|t IH]; cbn [momentum_buffer]; [|rewrite IH]; ring. Qed.

Lemma buffer_ext μ r r' t :
  (forall k, (1 <= k <= t)%nat -> r k = r' k) ->
  momentum_buffer μ r t = momentum_buffer μ r' t.
Proof.
  induction t as [|t IH]; intros H; cbn [momentum_buffer]; [reflexivity|].
  rewrite (H (S t)) by lia. rewrite IH; [reflexivity|]. intros. apply H. lia.
Qed.

Lemma buffer_abs μ r B t :
  0 <= μ -> (forall k, Rabs (r (S k)) <= B (S k)) ->
  Rabs (momentum_buffer μ r t) <= momentum_buffer μ B t.
Proof.
  intros Hμ H. induction t as [|t IH]; cbn [momentum_buffer].
  - rewrite Rabs_R0. lra.
  - eapply Rle_trans; [apply Rabs_triang|].
    rewrite Rabs_mult, (Rabs_pos_eq μ) by exact Hμ.
    apply Rplus_le_compat; [now apply Rmult_le_compat_l|apply H].
Qed.

(** A constant η may stand inside the buffer or outside. *)
Lemma momentum_places_agree η ρ μ εr ε v0 g t :
  rmsprop_momentum_step η ρ μ εr ε v0 g t
  = rmsprop_momentum_inside_step (fun _ => η) ρ μ εr ε v0 g t.
Proof.
  symmetry. exact (buffer_scale μ η
    (fun k => g k / denominator εr ε (rmsprop_v ρ v0 g k)) t).
Qed.

Lemma momentum_causal (η : nat -> R) ρ μ εr ε v0 :
  causal (rmsprop_momentum_inside_step η ρ μ εr ε v0).
Proof.
  intros g g' t H Ht. apply buffer_ext. intros k Hk. rewrite (H k Hk).
  do 3 f_equal. apply average_ext. apply squares_ext. intros j Hj. apply H. lia.
Qed.

(** ** Two points near each other *)

Lemma loss_entries d A ℓ L y c :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  (forall i, (1 <= i <= d)%nat -> Rabs (y i) <= c) ->
  loss d A y <= INR d * L / 2 * c ^ 2.
Proof.
  intros Hd Hℓ HA H. assert (HL := ℓ_le_L d A ℓ L Hd HA).
  assert (Hu := loss_upper d A ℓ L HA y). assert (He := dot_entries d y c H).
  assert (L * dot d y y <= L * (INR d * c ^ 2)) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma loss_near d A ℓ L x z c :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L -> 0 <= c ->
  (forall i, (1 <= i <= d)%nat -> Rabs (x i - z i) <= c) ->
  sqrt (loss d A x) <= sqrt (loss d A z) + sqrt (INR d * L / 2) * c.
Proof.
  intros Hd Hℓ HA Hc H. assert (HL := ℓ_le_L d A ℓ L Hd HA).
  rewrite (loss_ext d A x (fun i => z i + (x i - z i))) by (intros; ring).
  eapply Rle_trans; [apply (loss_triangle d A ℓ L Hℓ HA z (fun i => x i - z i))|].
  apply Rplus_le_compat_l. rewrite <- (sqrt_pow2 c) by exact Hc.
  assert (P := pos_INR d). rewrite <- sqrt_mult_alt by nra.
  apply sqrt_le_1_alt. now apply (loss_entries d A ℓ L).
Qed.

Lemma loss_twice d A ℓ L x z c :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  (forall i, (1 <= i <= d)%nat -> Rabs (x i - z i) <= c) ->
  loss d A x <= 2 * loss d A z + INR d * L * c ^ 2.
Proof.
  intros Hd Hℓ HA H. set (y := fun i => x i - z i).
  assert (Hy := loss_entries d A ℓ L y c Hd Hℓ HA H).
  assert (H1 := loss_expansion d A ℓ L HA z y 1).
  assert (H2 := loss_expansion d A ℓ L HA z y (-1)).
  assert (H3 := loss_nonneg d A ℓ L Hℓ HA (fun i => z i + -1 * y i)).
  rewrite (loss_ext d A x (fun i => z i + 1 * y i)) by (intros; unfold y; ring).
  lra.
Qed.

(** ** Runs *)

(** Where the buffer would carry x: x − μ/(1 − μ) b. *)
Definition ahead (μ : R) (x b : nat -> nat -> R) (t i : nat) : R :=
  x t i - μ / (1 - μ) * b t i.

(** The divisors while f(z) is at most F, and e bounds the gradient's change
    from z to x. *)
Definition momentum_Dbar (εr ε v0 L e F : R) : R :=
  denominator εr ε (Rmax v0 ((sqrt (2 * L * F) + e) ^ 2)).

Section Momentum.

Variable d : nat.
Variable A : nat -> nat -> R.
Variables ℓ L : R.
Hypothesis Hd : (1 <= d)%nat.
Hypothesis Hℓ : 0 < ℓ.
Hypothesis HA : definite d A ℓ L.

Variable η : nat -> R.
Variables η0 ρ μ εr ε v0 : R.
Variables x g : nat -> nat -> R.
Hypothesis Hη : forall t, 0 <= η t <= η0.
Hypothesis Hρ : 0 <= ρ < 1.
Hypothesis Hμ : 0 <= μ < 1.
Hypothesis Hεr : 0 <= εr.
Hypothesis Hε : 0 <= ε.
Hypothesis Hv0 : 0 <= v0.

Let U := / sqrt (1 - ρ).

Lemma U_one : 1 <= U.
Proof. now apply rmsprop_U. Qed.

(** Largest coordinates of b. *)
Definition momentum_reach (t : nat) : R := momentum_buffer μ (fun k => U * η k) t.

(** How far the gradient at x is from the one at z, in every coordinate. *)
Definition momentum_E (t : nat) : R :=
  L * sqrt (INR d) * (μ / (1 - μ) * momentum_reach (t - 1)%nat).

Let e := coupled_E d L (η0 / (1 - μ)) U μ.

Lemma μ_ratio : 0 <= μ / (1 - μ).
Proof. apply Rmult_le_pos; [lra|]. left. apply Rinv_0_lt_compat. lra. Qed.

Lemma momentum_reach_bounded t : 0 <= momentum_reach t <= U * η0 / (1 - μ).
Proof.
  apply buffer_bounded; [exact Hμ|]. intros k. destruct (Hη k) as [H1 H2].
  assert (HU := U_one). split; [apply Rmult_le_pos; lra|].
  apply Rmult_le_compat_l; lra.
Qed.

Lemma momentum_E_bounded t : 0 <= momentum_E t <= e.
Proof.
  unfold momentum_E, e, coupled_E. assert (HL := ℓ_le_L d A ℓ L Hd HA).
  destruct (momentum_reach_bounded (t - 1)) as [R1 R2]. assert (Hr := μ_ratio).
  assert (P := sqrt_pos (INR d)).
  assert (HLd : 0 <= L * sqrt (INR d)) by (apply Rmult_le_pos; lra).
  split.
  - apply Rmult_le_pos; [exact HLd|]. now apply Rmult_le_pos.
  - replace (L * sqrt (INR d) * U * (η0 / (1 - μ)) * (μ / (1 - μ)))
      with (L * sqrt (INR d) * (μ / (1 - μ) * (U * η0 / (1 - μ)))) by (field; lra).
    apply Rmult_le_compat_l; [exact HLd|]. now apply Rmult_le_compat_l.
Qed.

Lemma momentum_Dbar_low F :
  0 <= F -> sqrt (2 * L * F) <= momentum_Dbar εr ε v0 L e F.
Proof.
  intros HF. assert (He := momentum_E_bounded 0). assert (P := sqrt_pos (2 * L * F)).
  eapply Rle_trans; [|apply denominator_sqrt; assumption].
  rewrite <- (sqrt_pow2 (sqrt (2 * L * F))) at 1 by exact P. apply sqrt_le_1_alt.
  eapply Rle_trans; [|apply Rmax_r]. apply pow_incr. lra.
Qed.

Lemma momentum_Dbar_up F :
  0 <= F ->
  momentum_Dbar εr ε v0 L e F <= 1 * (denominator εr ε v0 + e + sqrt (2 * L * F)).
Proof.
  intros HF. assert (He := momentum_E_bounded 0). assert (P := sqrt_pos (2 * L * F)).
  eapply Rle_trans.
  - apply (denominator_plus εr ε v0 ((sqrt (2 * L * F) + e) ^ 2)); try assumption.
    + apply pow2_ge_0.
    + apply Rmax_plus; [exact Hv0|apply pow2_ge_0].
  - rewrite sqrt_pow2 by lra. lra.
Qed.

Let b t i := rmsprop_momentum_inside_step η ρ μ εr ε v0 (fun k => g k i) t.
Let z := ahead μ x b.

Hypothesis Hrun :
  coupled_run d A (rmsprop_momentum_inside_step η ρ μ εr ε v0) x g.

Lemma b_reach t i : Rabs (b t i) <= momentum_reach t.
Proof.
  apply buffer_abs; [apply Hμ|]. intros k.
  rewrite Rabs_mult, (Rabs_pos_eq (η (S k))) by apply Hη. rewrite Rmult_comm.
  apply Rmult_le_compat_r; [apply Hη|].
  apply (rmsprop_ratio_bound ρ εr ε v0 (fun k => g k i)); assumption || lia.
Qed.

Lemma x_near t i : Rabs (x t i - z t i) <= μ / (1 - μ) * momentum_reach t.
Proof.
  unfold z, ahead. replace (x t i - (x t i - μ / (1 - μ) * b t i))
    with (μ / (1 - μ) * b t i) by ring.
  assert (Hr := μ_ratio). rewrite Rabs_mult, (Rabs_pos_eq (μ / (1 - μ))) by exact Hr.
  apply Rmult_le_compat_l; [exact Hr|apply b_reach].
Qed.

Lemma x_near_uniform t i :
  Rabs (x t i - z t i) <= η0 * μ * U / (1 - μ) ^ 2.
Proof.
  eapply Rle_trans; [apply x_near|].
  replace (η0 * μ * U / (1 - μ) ^ 2) with (μ / (1 - μ) * (U * η0 / (1 - μ)))
    by (field; lra).
  apply Rmult_le_compat_l; [exact μ_ratio|apply momentum_reach_bounded].
Qed.

Lemma z_start i : z O i = x O i.
Proof. unfold z, ahead, b, rmsprop_momentum_inside_step. cbn. ring. Qed.

Lemma z_step t i :
  (1 <= i <= d)%nat ->
  z (S t) i = z t i - η (S t) / (1 - μ)
    * (g (S t) i / denominator εr ε (rmsprop_v ρ v0 (fun k => g k i) (S t))).
Proof.
  intros Hi. destruct (Hrun t i Hi) as [_ Hx]. unfold z, ahead. rewrite Hx.
  unfold b, rmsprop_momentum_inside_step. cbn [momentum_buffer].
  set (B := momentum_buffer μ _ t).
  set (w := g (S t) i / denominator εr ε (rmsprop_v ρ v0 (fun k => g k i) (S t))).
  field. lra.
Qed.

Lemma momentum_gradient_near t i :
  (1 <= i <= d)%nat -> Rabs (g (S t) i - mul d A (z t) i) <= momentum_E (S t).
Proof.
  intros Hi. destruct (Hrun t i Hi) as [-> _]. unfold momentum_E.
  replace (S t - 1)%nat with t by lia.
  apply (gradient_change d A ℓ L Hd Hℓ HA); [exact Hi| |].
  - apply Rmult_le_pos; [exact μ_ratio|apply momentum_reach_bounded].
  - intros j Hj. apply x_near.
Qed.

Lemma momentum_inexact :
  inexact_run d A (fun t => η t / (1 - μ)) U momentum_E (momentum_Dbar εr ε v0 L e)
    g (fun t i => denominator εr ε (rmsprop_v ρ v0 (fun k => g k i) t)) z.
Proof.
  intros t F HF i Hi.
  assert (HF0 : 0 <= F).
  { eapply Rle_trans; [exact (loss_nonneg d A ℓ L Hℓ HA (z t))|apply HF; lia]. }
  split; [now apply z_step|]. split; [split|split; [|split]].
  - now apply denominator_nonneg.
  - apply denominator_le. apply average_bounded; [lra|apply Rmax_l|].
    intros n Hn. eapply Rle_trans; [|apply Rmax_r].
    destruct n as [|n]; [lia|]. unfold squares.
    replace (g (S n) i * g (S n) i) with (Rabs (g (S n) i) ^ 2)
      by (rewrite pow2_abs; ring).
    apply pow_incr. split; [apply Rabs_pos|].
    assert (H1 := momentum_gradient_near n i Hi).
    assert (H2 := gradient_entry d A ℓ L Hd Hℓ HA (z n) F i Hi (HF n ltac:(lia))).
    assert (H3 := momentum_E_bounded (S n)).
    replace (g (S n) i) with (mul d A (z n) i + (g (S n) i - mul d A (z n) i)) by ring.
    eapply Rle_trans; [apply Rabs_triang|]. lra.
  - apply (rmsprop_gradient_bound ρ εr ε v0 (fun k => g k i)); assumption || lia.
  - now apply momentum_gradient_near.
  - eapply Rle_trans; [|now apply momentum_Dbar_low].
    apply (gradient_entry d A ℓ L Hd Hℓ HA); [exact Hi|apply HF; lia].
Qed.

End Momentum.

(** With rates of at most η0 inside the buffer. *)
Theorem momentum_coupled_trapped η η0 ρ μ εr ε v0 d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η0 -> (forall t, 0 <= η t <= η0) -> 0 <= ρ < 1 -> 0 <= μ < 1 ->
  0 <= εr -> 0 <= ε -> 0 <= v0 ->
  coupled_run d A (rmsprop_momentum_inside_step η ρ μ εr ε v0) x g ->
  let U := / sqrt (1 - ρ) in
  let b t i := rmsprop_momentum_inside_step η ρ μ εr ε v0 (fun k => g k i) t in
  let k := coupled_k d ℓ L (η0 / (1 - μ)) U μ in
  let e := coupled_E d L (η0 / (1 - μ)) U μ in
  let F := Rmax (loss d A (x O)) (coupled_N L k (denominator εr ε v0 + e)) in
  forall t, loss d A (ahead μ x b t) <= F /\
    sqrt (loss d A (x t))
    <= sqrt F + sqrt (INR d * L / 2) * (η0 * μ * U / (1 - μ) ^ 2).
Proof.
  intros Hd Hℓ HA Hη0 Hη Hρ Hμ Hεr Hε Hv0 Hrun U b k e F t.
  assert (Hi : 0 < / (1 - μ)) by (apply Rinv_0_lt_compat; lra).
  assert (HU := rmsprop_U ρ Hρ). fold U in HU.
  assert (Hz : loss d A (ahead μ x b t) <= F).
  { unfold F. rewrite (loss_ext d A (x O) (ahead μ x b O))
      by (intros; unfold b; now rewrite z_start).
    rewrite <- (Rmult_1_l k).
    apply (run_trapped d A ℓ L Hd Hℓ HA (fun t => η t / (1 - μ))
      (momentum_E d L η ρ μ) (η0 / (1 - μ)) U μ (denominator εr ε v0 + e) 1
      (momentum_Dbar εr ε v0 L e) g
      (fun t i => denominator εr ε (rmsprop_v ρ v0 (fun k => g k i) t)));
      try assumption; try lra.
    - apply Rmult_lt_0_compat; lra.
    - intros n. destruct (Hη n) as [H1 H2]. split; [apply Rmult_le_pos; lra|].
      apply Rmult_le_compat_r; lra.
    - intros n. now apply (momentum_E_bounded d A ℓ L Hd Hℓ HA η η0).
    - intros F'. now apply (momentum_Dbar_low d A ℓ L Hd Hℓ HA η η0).
    - intros F'. now apply (momentum_Dbar_up d A ℓ L Hd Hℓ HA η η0).
    - now apply (momentum_inexact d A ℓ L Hd Hℓ HA η η0). }
  split; [exact Hz|].
  eapply Rle_trans.
  - apply (loss_near d A ℓ L (x t) (ahead μ x b t) (η0 * μ * U / (1 - μ) ^ 2));
      try assumption.
    + apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat, pow_lt; lra].
      repeat (lra || apply Rmult_le_pos).
    + intros i _. now apply (x_near_uniform d Hd η).
  - apply Rplus_le_compat_r. now apply sqrt_le_1_alt.
Qed.

(** With a constant rate, inside or outside. *)
Theorem momentum_coupled_enters η ρ μ εr ε v0 d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η -> 0 <= ρ < 1 -> 0 <= μ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 ->
  coupled_run d A (rmsprop_momentum_step η ρ μ εr ε v0) x g ->
  let U := / sqrt (1 - ρ) in
  let b t i := rmsprop_momentum_step η ρ μ εr ε v0 (fun k => g k i) t in
  let k := coupled_k d ℓ L (η / (1 - μ)) U μ in
  let e := coupled_E d L (η / (1 - μ)) U μ in
  let F := Rmax (loss d A (x O)) (coupled_N L k (denominator εr ε v0 + e)) in
  let Dbar := denominator εr ε (Rmax v0 ((sqrt (2 * L * F) + e) ^ 2)) in
  let q := η / (1 - μ) * ℓ / Dbar in
  0 < q <= 1 / 2 /\
  (forall n, loss d A (ahead μ x b n) <= (1 - q) ^ n * loss d A (x O) + k * Dbar) /\
  (forall δ n, 0 < δ -> ln (loss d A (x O) / δ) / q <= INR n ->
     loss d A (ahead μ x b n) <= k * Dbar + δ) /\
  (forall n, sqrt (loss d A (x n))
     <= sqrt ((1 - q) ^ n * loss d A (x O) + k * Dbar)
        + sqrt (INR d * L / 2) * (η * μ * U / (1 - μ) ^ 2)).
Proof.
  intros Hd Hℓ HA Hη Hρ Hμ Hεr Hε Hv0 Hrun U b k e F Dbar q.
  assert (Hi : 0 < / (1 - μ)) by (apply Rinv_0_lt_compat; lra).
  assert (HU := rmsprop_U ρ Hρ). fold U in HU.
  set (b' t i := rmsprop_momentum_inside_step (fun _ => η) ρ μ εr ε v0
                   (fun k => g k i) t).
  assert (Hb : forall t i, ahead μ x b t i = ahead μ x b' t i)
    by (intros; unfold ahead, b, b'; now rewrite momentum_places_agree).
  assert (Hrun' : coupled_run d A
            (rmsprop_momentum_inside_step (fun _ => η) ρ μ εr ε v0) x g).
  { intros t i Hi'. destruct (Hrun t i Hi') as [H1 H2]. split; [exact H1|].
    rewrite H2. now rewrite momentum_places_agree. }
  assert (Hηt : forall t : nat, 0 <= η <= η) by (intros; lra).
  assert (E0 : loss d A (x O) = loss d A (ahead μ x b' O))
    by (apply loss_ext; intros; unfold b'; now rewrite z_start).
  assert (H := run_enters d A ℓ L Hd Hℓ HA (fun _ => η / (1 - μ))
    (momentum_E d L (fun _ => η) ρ μ) (η / (1 - μ)) U μ (denominator εr ε v0 + e) 1
    (momentum_Dbar εr ε v0 L e) g
    (fun t i => denominator εr ε (rmsprop_v ρ v0 (fun k => g k i) t)) (ahead μ x b')).
  rewrite Rmult_1_l, <- E0 in H.
  destruct H as [Hq [Hn Ht]]; try assumption; try lra; try reflexivity.
  - apply Rmult_lt_0_compat; lra.
  - intros _. split; [apply Rmult_le_pos; lra|lra].
  - intros n. now apply (momentum_E_bounded d A ℓ L Hd Hℓ HA (fun _ => η) η).
  - intros F'. now apply (momentum_Dbar_low d A ℓ L Hd Hℓ HA (fun _ => η) η).
  - intros F'. now apply (momentum_Dbar_up d A ℓ L Hd Hℓ HA (fun _ => η) η).
  - now apply (momentum_inexact d A ℓ L Hd Hℓ HA (fun _ => η) η).
  - split; [exact Hq|]. split; [|split].
    + intros n. rewrite (loss_ext d A _ (ahead μ x b' n)) by (intros; apply Hb).
      apply Hn.
    + intros δ n Hδ Hln. rewrite (loss_ext d A _ (ahead μ x b' n)) by (intros; apply Hb).
      now apply Ht.
    + intros n. eapply Rle_trans.
      * apply (loss_near d A ℓ L (x n) (ahead μ x b' n) (η * μ * U / (1 - μ) ^ 2));
          try assumption.
        -- apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat, pow_lt; lra].
           repeat (lra || apply Rmult_le_pos).
        -- intros i _. now apply (x_near_uniform d Hd (fun _ => η)).
      * apply Rplus_le_compat_r. apply sqrt_le_1_alt. apply Hn.
Qed.

(** With decreasing rates inside the buffer. *)
Theorem momentum_coupled_decreasing η ρ μ εr ε v0 d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  vanishing_rates η -> 0 <= ρ < 1 -> 0 <= μ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 ->
  coupled_run d A (rmsprop_momentum_inside_step η ρ μ εr ε v0) x g ->
  Un_cv (fun t => loss d A (x t)) 0 /\
  forall i, (1 <= i <= d)%nat -> Un_cv (fun t => x t i) 0.
Proof.
  intros Hd Hℓ HA Hrates Hρ Hμ Hεr Hε Hv0 Hrun.
  assert (Hi : 0 < / (1 - μ)) by (apply Rinv_0_lt_compat; lra).
  set (U := / sqrt (1 - ρ)). assert (HU := rmsprop_U ρ Hρ). fold U in HU.
  destruct (largest_rate η Hrates) as [η0 [Hη0 Hη]].
  set (e := coupled_E d L (η0 / (1 - μ)) U μ).
  set (b t i := rmsprop_momentum_inside_step η ρ μ εr ε v0 (fun k => g k i) t).
  destruct Hrates as [Hpos [Hcv Hsum]].
  assert (Hreach : Un_cv (momentum_reach η ρ μ) 0).
  { apply buffer_limit; [exact Hμ| |].
    - intros t. apply Rmult_le_pos; [fold U; lra|apply Hpos].
    - now apply scaled_limit. }
  assert (Hz : Un_cv (fun t => loss d A (ahead μ x b t)) 0).
  { apply (run_converges d A ℓ L (fun t => η t / (1 - μ)) (momentum_E d L η ρ μ) U μ
      (denominator εr ε v0 + e) 1 (momentum_Dbar εr ε v0 L e) g
      (fun t i => denominator εr ε (rmsprop_v ρ v0 (fun k => g k i) t)));
      try assumption; try lra.
    - split; [|split].
      + intros t. apply Rmult_le_pos; [apply Hpos|lra].
      + intros δ Hδ. destruct (scaled_limit (/ (1 - μ)) η Hcv δ Hδ) as [N HN].
        exists N. intros n Hn. unfold Rdiv. rewrite Rmult_comm. now apply HN.
      + intros B. destruct (Hsum (B * (1 - μ))) as [n Hn]. exists n.
        rewrite (sum_ext _ (fun t => / (1 - μ) * η t)) by (intros; unfold Rdiv; ring).
        rewrite sum_scale. apply Rmult_lt_compat_l with (r := / (1 - μ)) in Hn; [|lra].
        replace (/ (1 - μ) * (B * (1 - μ))) with B in Hn by (field; lra). exact Hn.
    - intros η1 Hη1 t. replace η1 with (η1 * (1 - μ) / (1 - μ)) by (field; lra).
      apply (momentum_E_bounded d A ℓ L Hd Hℓ HA η (η1 * (1 - μ))); try assumption.
      intros n. specialize (Hη1 n). split; [apply Hpos|].
      destruct Hη1 as [_ H1]. apply Rmult_le_compat_r with (r := 1 - μ) in H1; [|lra].
      replace (η n / (1 - μ) * (1 - μ)) with (η n) in H1 by (field; lra). exact H1.
    - apply (scaled_limit (L * sqrt (INR d))).
      apply (scaled_limit (μ / (1 - μ)) (fun t => momentum_reach η ρ μ (t - 1)%nat)).
      now apply delayed_limit.
    - intros F'. now apply (momentum_Dbar_low d A ℓ L Hd Hℓ HA η η0).
    - intros F'. now apply (momentum_Dbar_up d A ℓ L Hd Hℓ HA η η0).
    - now apply (momentum_inexact d A ℓ L Hd Hℓ HA η η0). }
  assert (H : Un_cv (fun t => loss d A (x t)) 0).
  { set (w t := 2 * loss d A (ahead μ x b t)
                + INR d * L * (μ / (1 - μ) * momentum_reach η ρ μ t) ^ 2).
    assert (Hw : Un_cv w 0).
    { replace 0 with (2 * 0 + INR d * L * (μ / (1 - μ) * 0) ^ 2) by ring.
      apply CV_plus.
      - rewrite Rmult_0_r. now apply scaled_limit.
      - replace (INR d * L * (μ / (1 - μ) * 0) ^ 2) with 0 by ring.
        apply scaled_limit.
        assert (Hr : Un_cv (fun t => μ / (1 - μ) * momentum_reach η ρ μ t) 0)
          by now apply scaled_limit.
        assert (Hsq := CV_mult _ _ _ _ Hr Hr). rewrite Rmult_0_r in Hsq.
        intros δ Hδ. destruct (Hsq δ Hδ) as [N HN]. exists N. intros n Hn.
        specialize (HN n Hn).
        replace ((μ / (1 - μ) * momentum_reach η ρ μ n) ^ 2)
          with (μ / (1 - μ) * momentum_reach η ρ μ n
                * (μ / (1 - μ) * momentum_reach η ρ μ n)) by ring. exact HN. }
    intros δ Hδ. destruct (Hw δ Hδ) as [N HN]. exists N. intros n Hn.
    specialize (HN n Hn). unfold R_dist in *. rewrite Rminus_0_r in *.
    rewrite Rabs_pos_eq by now apply (loss_nonneg d A ℓ L).
    assert (H1 : loss d A (x n) <= w n).
    { apply (loss_twice d A ℓ L); try assumption. intros i _.
      now apply (x_near d Hd η η0). }
    assert (H2 := Rle_abs (w n)). lra. }
  split; [exact H|]. intros i Hi'. now apply (coordinates_converge d A ℓ L).
Qed.

(** ** Examples *)

Lemma momentum_run_exists η ρ μ εr ε v0 d A x0 :
  exists x g, x O = x0 /\
    coupled_run d A (rmsprop_momentum_inside_step η ρ μ εr ε v0) x g.
Proof. apply coupled_run_exists, momentum_causal. Qed.

Example momentum_coupled_trapped_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one
      (rmsprop_momentum_inside_step (fun _ => 1) (3 / 4) (9 / 10) 0 0 0) x g /\
    exists F, forall t, loss 2 two_one
      (ahead (9 / 10) x (fun t i => rmsprop_momentum_inside_step (fun _ => 1) (3 / 4)
                            (9 / 10) 0 0 0 (fun k => g k i) t) t) <= F.
Proof.
  destruct (momentum_run_exists (fun _ => 1) (3 / 4) (9 / 10) 0 0 0 2 two_one
              (fun _ => 5)) as [x [g [H0 H]]].
  exists x, g. split; [exact H0|]. split; [exact H|].
  eexists. intros t.
  apply (momentum_coupled_trapped (fun _ => 1) 1 (3 / 4) (9 / 10) 0 0 0
           2 two_one 1 3 x g);
    try lra; try lia; try exact two_one_definite; try exact H. intros; lra.
Qed.

Example momentum_coupled_enters_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one (rmsprop_momentum_step 1 (3 / 4) (9 / 10) 0 0 0) x g /\
    exists C q, 0 < q <= 1 / 2 /\ forall n, loss 2 two_one
      (ahead (9 / 10) x (fun t i => rmsprop_momentum_step 1 (3 / 4)
                            (9 / 10) 0 0 0 (fun k => g k i) t) n)
      <= (1 - q) ^ n * loss 2 two_one (x O) + C.
Proof.
  destruct (momentum_run_exists (fun _ => 1) (3 / 4) (9 / 10) 0 0 0 2 two_one
              (fun _ => 5)) as [x [g [H0 H']]].
  assert (H : coupled_run 2 two_one (rmsprop_momentum_step 1 (3 / 4) (9 / 10) 0 0 0) x g).
  { intros t i Hi. destruct (H' t i Hi) as [H1 H2]. split; [exact H1|].
    rewrite H2. now rewrite momentum_places_agree. }
  exists x, g. split; [exact H0|]. split; [exact H|].
  destruct (momentum_coupled_enters 1 (3 / 4) (9 / 10) 0 0 0 2 two_one 1 3 x g)
    as [Hq [E _]]; try lra; try lia; try exact two_one_definite; try exact H.
  eexists. eexists. split; [exact Hq|exact E].
Qed.

Example momentum_coupled_decreasing_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one
      (rmsprop_momentum_inside_step (fun t => / sqrt (INR (S t)))
         (3 / 4) (9 / 10) 0 0 0) x g /\
    Un_cv (fun t => loss 2 two_one (x t)) 0.
Proof.
  destruct (momentum_run_exists (fun t => / sqrt (INR (S t))) (3 / 4) (9 / 10) 0 0 0
              2 two_one (fun _ => 5)) as [x [g [H0 H]]].
  exists x, g. split; [exact H0|]. split; [exact H|].
  apply (momentum_coupled_decreasing _ (3 / 4) (9 / 10) 0 0 0 2 two_one 1 3 x g
           ltac:(lia) ltac:(lra) two_one_definite inverse_root_rates); lra || exact H.
Qed.
