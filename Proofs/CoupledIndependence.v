(** The neighbourhood of a coupled quadratic in which RMSprop and Adam end up does
    not depend on the start.

    Divisors remember large gradients, and what bounds the loss depends on them.
    But v forgets: once the loss stays below B, divisors come down to those of B,
    and then the loss to k D̄(B), which is below B unless B is M or less.

    AMSGrad is not among these rules: its x never forgets, and so nothing brings its
    divisors down to those of B. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Trajectory Sum Average StepBound StepFloor.
From RMSpec Require Import AdamStepBound.
From RMSpec Require Import Coupled CoupledDescent CoupledNeighbourhood CoupledTrap.
From RMSpec Require Import CoupledAdamTrap CoupledMomentum.
Open Scope R_scope.

(** ** Sequences *)

Lemma power_below r f δ :
  0 <= r < 1 -> 0 <= f -> 0 < δ -> exists n, r ^ n * f <= δ.
Proof.
  intros Hr Hf Hδ. destruct (naturals_unbounded (ln (f / δ) / (1 - r))) as [n Hn].
  exists n. replace r with (1 - (1 - r)) by ring.
  apply decrease_time; [lra|exact Hf|exact Hδ|lra].
Qed.

Lemma power_doubles f δ : 0 <= f -> 0 < δ -> exists n, f <= 2 ^ n * δ.
Proof.
  intros Hf Hδ. destruct (power_below (/ 2) f δ ltac:(lra) Hf Hδ) as [n Hn].
  exists n. assert (P : 0 < 2 ^ n) by (apply pow_lt; lra).
  rewrite pow_inv in Hn. apply Rmult_le_compat_l with (r := 2 ^ n) in Hn; [|lra].
  rewrite <- Rmult_assoc, Rinv_r, Rmult_1_l in Hn by lra. exact Hn.
Qed.

(** What exceeds M is halved in each round, until only δ is left. *)
Lemma halving u M δ r :
  0 < δ ->
  (forall e T, δ <= e -> (forall t, (T <= t)%nat -> u t <= M + e) ->
     forall t, (T + r <= t)%nat -> u t <= M + e / 2) ->
  forall m T, (forall t, (T <= t)%nat -> u t <= M + 2 ^ m * δ) ->
  forall t, (T + m * r <= t)%nat -> u t <= M + δ.
Proof.
  intros Hδ Hround. induction m as [|m IH]; intros T HT t Ht.
  - replace δ with (2 ^ 0 * δ) by (cbn; ring). apply HT. lia.
  - apply (IH (T + r)%nat); [|lia]. intros n Hn.
    replace (2 ^ m * δ) with (2 ^ S m * δ / 2) by (cbn [pow]; field).
    apply (Hround _ T); [|exact HT|exact Hn].
    assert (1 <= 2 ^ S m) by (apply pow_R1_Rle; lra). nra.
Qed.

(** ** Inexact runs whose divisors forget *)

(** Above M = max(2 k a, 8 L k²), the neighbourhood of B is nearer to M than B. *)
Lemma neighbourhood_nearer L k a B :
  0 < L -> 0 < k -> coupled_N L k a <= B ->
  k * (a + sqrt (2 * L * B)) <= (3 * coupled_N L k a + B) / 4.
Proof.
  intros HL Hk HB. assert (H1 := Rmax_l (2 * k * a) (8 * L * k ^ 2)).
  assert (H2 := Rmax_r (2 * k * a) (8 * L * k ^ 2)). fold (coupled_N L k a) in H1, H2.
  assert (Hk2 : 0 < 8 * L * k ^ 2) by (assert (0 < k ^ 2) by (apply pow_lt; lra); nra).
  assert (Hroot : sqrt (2 * L * B) * sqrt (2 * L * B) = 2 * L * B)
    by (apply sqrt_sqrt; nra).
  (* 2 x y ≤ x² + y² for x = √B/2 and y = k √(2 L) *)
  assert (Hy : k * sqrt (2 * L * B) <= B / 4 + 2 * L * k ^ 2).
  { assert (H := pow2_ge_0 (sqrt (2 * L * B) - 4 * L * k)).
    apply Rmult_le_reg_l with (8 * L); [lra|]. nra. }
  lra.
Qed.

Section Run.

Variable d : nat.
Variable A : nat -> nat -> R.
Variables ℓ L : R.
Hypothesis Hd : (1 <= d)%nat.
Hypothesis Hℓ : 0 < ℓ.
Hypothesis HA : definite d A ℓ L.

Variable E : nat -> R.
Variables η0 U β a0 a c : R.
Variable Dbar : R -> R.
Variables p D z : nat -> nat -> R.
Hypothesis Hη0 : 0 < η0.
Hypothesis HU : 1 <= U.
Hypothesis Hβ : 0 <= β < 1.
Hypothesis HE : forall t, 0 <= E t <= coupled_E d L η0 U β.
Hypothesis Hlow : forall F, 0 <= F -> sqrt (2 * L * F) <= Dbar F.
Hypothesis Hup : forall F, 0 <= F -> Dbar F <= c * (a0 + sqrt (2 * L * F)).
Hypothesis Hc : 1 <= c.
Hypothesis Hrun : inexact_run d A (fun _ => η0) U E Dbar p D z.
Hypothesis Ha : 0 <= a.

Let k := coupled_k d ℓ L η0 U β.
Let M := coupled_N L k a.
Let F := Rmax (loss d A (z O)) (coupled_N L (c * k) a0).
Let q := η0 * ℓ / Dbar F.

(** After j steps in which the loss stays below B, divisors are those of B, but
    for w j. *)
Variable w : nat -> R.
Hypothesis Hw : forall j, 0 <= w j.
Hypothesis Hforget : forall B T j t i,
  (1 <= i <= d)%nat -> (forall n, (T <= n)%nat -> loss d A (z n) <= B) ->
  (T + j <= t)%nat -> D (S t) i <= a + sqrt (2 * L * B) + w j.

Lemma independence_round δ i j e T :
  0 < δ -> k * w j <= δ / 8 -> (1 - q) ^ i * F <= δ / 8 -> δ <= e ->
  (forall t, (T <= t)%nat -> loss d A (z t) <= M + e) ->
  forall t, (T + (j + i) <= t)%nat -> loss d A (z t) <= M + e / 2.
Proof.
  intros Hδ Hj Hi He HT. set (B := M + e).
  assert (HL := ℓ_le_L d A ℓ L Hd HA).
  assert (Hk : 0 < k) by (apply (k_positive d A ℓ L Hd Hℓ HA E η0 U β); assumption).
  assert (HηL : η0 * L <= 2 * (ℓ * k)).
  { assert (H := k_lower d A ℓ L Hd Hℓ HA E η0 U β Hη0 HU Hβ HE). fold k in H. lra. }
  assert (HM : 8 * L * k ^ 2 <= M) by apply Rmax_r.
  assert (Hk2 : 0 < L * k ^ 2) by (apply Rmult_lt_0_compat; [lra|apply pow_lt; lra]).
  assert (HB : 0 < B) by (unfold B; lra).
  assert (Hη : forall t : nat, 0 <= (fun _ => η0) t <= η0) by (intros; lra).
  assert (Htrap : forall t, loss d A (z t) <= F).
  { intros t. apply (run_trapped d A ℓ L Hd Hℓ HA (fun _ => η0) E η0 U β a0 c Dbar p D z);
      assumption || lra. }
  assert (HF : 0 <= F).
  { eapply Rle_trans; [exact (loss_nonneg d A ℓ L Hℓ HA (z O))|apply Htrap]. }
  assert (HDF : 2 * (η0 * ℓ) <= Dbar F)
    by (apply (Dbar_large d A ℓ L Hd Hℓ HA E η0 U β a0 c Dbar z); assumption || lra).
  assert (Hηℓ : 0 < η0 * ℓ) by (apply Rmult_lt_0_compat; lra).
  (* The divisors of this round. *)
  set (DB := a + sqrt (2 * L * B) + w j).
  assert (HDB : 2 * (η0 * ℓ) <= DB).
  { assert (H : 4 * L * k <= sqrt (2 * L * B)).
    { rewrite <- (sqrt_pow2 (4 * L * k)) by nra. apply sqrt_le_1_alt.
      assert (2 * L * (8 * L * k ^ 2) <= 2 * L * B)
        by (apply Rmult_le_compat_l; unfold B; lra). lra. }
    specialize (Hw j). assert (0 <= L * k) by nra.
    assert (η0 * ℓ <= η0 * L) by (apply Rmult_le_compat_l; lra).
    assert (ℓ * k <= L * k) by (apply Rmult_le_compat_r; lra). unfold DB. lra. }
  set (D' := Rmin DB (Dbar F)).
  assert (HD' : 2 * (η0 * ℓ) <= D') by (unfold D'; now apply Rmin_glb).
  set (r := η0 * ℓ / D').
  assert (Hi' : / Dbar F <= / D') by (apply Rinv_le_contravar; [lra|apply Rmin_r]).
  assert (Hq0 : 0 < q) by (apply Rdiv_lt_0_compat; lra).
  assert (Hqr : q <= r) by (apply Rmult_le_compat_l; lra).
  assert (Hr : r <= 1 / 2).
  { unfold r, Rdiv. apply Rmult_le_reg_r with D'; [lra|].
    rewrite Rmult_assoc, Rinv_l by lra. lra. }
  assert (Hstep : forall t, (T + j <= t)%nat ->
            loss d A (z (S t)) <= (1 - r) * loss d A (z t) + r * (k * D')).
  { intros t Ht. destruct (HE (S t)) as [E1 E2].
    eapply Rle_trans.
    - apply (inexact_descent d A ℓ L η0 U (E (S t)) D'
               (p (S t)) (D (S t))); try assumption; try lra.
      intros n Hn. destruct (Hrun t F (fun n _ => Htrap n) n Hn)
        as [R1 [[R2 R3] [R4 [R5 R6]]]].
      split; [exact R1|]. split; [split; [exact R2|]|split; [exact R4|split; [exact R5|]]].
      + apply Rmin_glb; [|exact R3]. now apply (Hforget B T j).
      + apply Rmin_glb; [|exact R6].
        assert (G := gradient_entry d A ℓ L Hd Hℓ HA (z t) B n Hn (HT t ltac:(lia))).
        specialize (Hw j). unfold DB. lra.
    - apply Rplus_le_compat_l. unfold r.
      replace (η0 * ℓ / D' * (k * D')) with (η0 * (ℓ * k)) by (field; lra).
      unfold k. rewrite <- k_meaning by assumption.
      replace (INR d * η0 * (2 * U * E (S t) + L * η0 * U ^ 2 / 2))
        with (η0 * (INR d * (2 * U * E (S t) + L * η0 * U ^ 2 / 2))) by ring.
      apply Rmult_le_compat_l; [lra|]. apply Rmult_le_compat_l; [apply pos_INR|].
      assert (2 * U * E (S t) <= 2 * U * coupled_E d L η0 U β)
        by (apply Rmult_le_compat_l; lra).
      lra. }
  assert (Hdown : forall n,
            loss d A (z (T + j + n)%nat) <= (1 - r) ^ n * F + k * D').
  { assert (0 < k * D') by (apply Rmult_lt_0_compat; lra).
    induction n as [|n IH].
    - rewrite Nat.add_0_r. cbn [pow]. specialize (Htrap (T + j)%nat). lra.
    - rewrite Nat.add_succ_r. eapply Rle_trans; [apply Hstep; lia|]. cbn [pow].
      apply Rmult_le_compat_l with (r := 1 - r) in IH; lra. }
  intros t Ht. set (n := (t - (T + j))%nat).
  assert (H := Hdown n). replace (T + j + n)%nat with t in H by (unfold n; lia).
  assert (Hn : (1 - r) ^ n * F <= δ / 8).
  { eapply Rle_trans; [|exact Hi]. apply Rmult_le_compat_r; [exact HF|].
    eapply Rle_trans; [apply (pow_decreasing _ i); [lra|unfold n; lia]|].
    apply pow_incr. lra. }
  assert (HkD : k * D' <= k * (a + sqrt (2 * L * B)) + k * w j).
  { rewrite <- Rmult_plus_distr_l. apply Rmult_le_compat_l; [lra|apply Rmin_l]. }
  assert (HN := neighbourhood_nearer L k a B ltac:(lra) Hk ltac:(unfold B, M; lra)).
  fold M in HN. unfold B in *. lra.
Qed.

Lemma run_independence :
  (forall δ i j m n, 0 < δ -> 8 * ((1 - q) ^ i * F) <= δ -> 8 * (k * w j) <= δ ->
     F - M <= 2 ^ m * δ -> (m * (j + i) <= n)%nat -> loss d A (z n) <= M + δ) /\
  ((forall ζ, 0 < ζ -> exists j, w j <= ζ) ->
   forall δ, 0 < δ -> exists T, forall n, (T <= n)%nat -> loss d A (z n) <= M + δ).
Proof.
  assert (Hη : forall t : nat, 0 <= (fun _ => η0) t <= η0) by (intros; lra).
  assert (Hall : forall δ i j m n, 0 < δ -> 8 * ((1 - q) ^ i * F) <= δ ->
    8 * (k * w j) <= δ -> F - M <= 2 ^ m * δ -> (m * (j + i) <= n)%nat ->
    loss d A (z n) <= M + δ).
  { intros δ i j m n Hδ Hi Hj Hm Hn.
    apply (halving (fun t => loss d A (z t)) M δ (j + i) Hδ) with (m := m) (T := O).
    - intros e T He HT. apply (independence_round δ); assumption || lra.
    - intros t _. assert (loss d A (z t) <= F); [|lra].
      apply (run_trapped d A ℓ L Hd Hℓ HA (fun _ => η0) E η0 U β a0 c Dbar p D z);
        assumption || lra.
    - exact Hn. }
  split; [exact Hall|]. intros Hsmall δ Hδ.
  assert (Hk : 0 < k) by (apply (k_positive d A ℓ L Hd Hℓ HA E η0 U β); assumption).
  assert (HF : 0 <= F)
    by (eapply Rle_trans; [exact (loss_nonneg d A ℓ L Hℓ HA (z O))|apply Rmax_l]).
  assert (Hq : 0 < q <= 1 / 2).
  { apply (run_enters d A ℓ L Hd Hℓ HA (fun _ => η0) E η0 U β a0 c Dbar p D z);
      try assumption; try lra; reflexivity. }
  destruct (Hsmall (δ / 8 / k)) as [j Hj]; [apply Rdiv_lt_0_compat; lra|].
  destruct (power_below (1 - q) F (δ / 8) ltac:(lra) HF ltac:(lra)) as [i Hi].
  destruct (power_doubles F δ HF Hδ) as [m Hm].
  exists (m * (j + i))%nat. intros n Hn. apply (Hall δ i j m); try assumption; try lra.
  - apply Rmult_le_compat_l with (r := k) in Hj; [|lra].
    replace (k * (δ / 8 / k)) with (δ / 8) in Hj by (field; lra). lra.
  - assert (0 <= M); [|lra].
    assert (HL := ℓ_le_L d A ℓ L Hd HA).
    apply Rle_trans with (8 * L * k ^ 2); [|apply Rmax_r].
    apply Rmult_le_pos; [lra|apply pow2_ge_0].
Qed.

End Run.

(** ** Divisors that forget *)

Lemma denominator_forgets εr ε X V r :
  0 <= εr -> 0 <= X -> 0 <= V -> 0 <= r ->
  denominator εr ε (X + r * V) <= denominator εr ε 0 + sqrt X + sqrt (r * V).
Proof.
  intros Hεr HX HV Hr. assert (HrV : 0 <= r * V) by now apply Rmult_le_pos.
  eapply Rle_trans; [apply (denominator_plus εr ε X (r * V)); lra|].
  apply Rplus_le_compat_r. apply denominator_plus; lra.
Qed.

(** j steps after T, v is an average of what came since, and of v_T. *)
Lemma v_forgets ρ v0 g V X T j t :
  0 <= ρ <= 1 -> rmsprop_v ρ v0 g T <= V -> 0 <= V -> 0 <= X ->
  (forall n, (T < n)%nat -> g n ^ 2 <= X) -> (T + j <= t)%nat ->
  rmsprop_v ρ v0 g t <= X + ρ ^ j * V.
Proof.
  intros Hρ HT HV HX Hg Ht. replace t with (T + (t - T))%nat by lia.
  rewrite <- rmsprop_v_shift. eapply Rle_trans.
  - apply (average_upper ρ _ _ X); [exact Hρ|]. intros n Hn. unfold squares.
    specialize (Hg (T + n)%nat ltac:(lia)). lra.
  - assert (P := pow_unit ρ (t - T) Hρ).
    assert (Pj := pow_decreasing ρ j (t - T) Hρ ltac:(lia)).
    assert (ρ ^ (t - T) * rmsprop_v ρ v0 g T <= ρ ^ (t - T) * V)
      by (apply Rmult_le_compat_l; lra).
    assert (ρ ^ (t - T) * V <= ρ ^ j * V) by (apply Rmult_le_compat_r; lra).
    nra.
Qed.

Lemma root_small ρ V ζ :
  0 <= ρ < 1 -> 0 <= V -> 0 < ζ -> exists j, sqrt (ρ ^ j * V) <= ζ.
Proof.
  intros Hρ HV Hζ.
  destruct (power_below ρ V (ζ ^ 2) Hρ HV) as [j Hj]; [apply pow_lt; lra|].
  exists j. rewrite <- (sqrt_pow2 ζ) by lra. now apply sqrt_le_1_alt.
Qed.

Lemma root_share k X δ :
  0 < k -> 0 <= X -> 0 < δ -> 64 * k ^ 2 * X <= δ ^ 2 -> 8 * (k * sqrt X) <= δ.
Proof.
  intros Hk HX Hδ H. rewrite <- Rmult_assoc, <- (sqrt_pow2 (8 * k)) by lra.
  rewrite <- sqrt_mult_alt by apply pow2_ge_0.
  rewrite <- (sqrt_pow2 δ) by lra. apply sqrt_le_1_alt. lra.
Qed.

(** A coordinate of the gradient, squared. *)
Lemma gradient_square d A ℓ L y B i :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L -> (1 <= i <= d)%nat ->
  loss d A y <= B -> mul d A y i ^ 2 <= 2 * L * B.
Proof.
  intros Hd Hℓ HA Hi HB. assert (HL := ℓ_le_L d A ℓ L Hd HA).
  assert (G := gradient_upper d A ℓ L Hd Hℓ HA y).
  assert (E := dot_term d (mul d A y) i Hi).
  assert (2 * L * loss d A y <= 2 * L * B) by (apply Rmult_le_compat_l; lra). lra.
Qed.

Lemma level_nonneg d A ℓ L y B :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L -> loss d A y <= B -> 0 <= 2 * L * B.
Proof.
  intros Hd Hℓ HA HB. assert (HL := ℓ_le_L d A ℓ L Hd HA).
  assert (H := loss_nonneg d A ℓ L Hℓ HA y). repeat (lra || apply Rmult_le_pos).
Qed.

(** ** RMSprop *)

(** M depends neither on x_0 nor on v_0, although the number of steps does. *)
Theorem rmsprop_coupled_independence η ρ εr ε v0 d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η -> 0 <= ρ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 ->
  coupled_run d A (rmsprop_step η ρ εr ε v0) x g ->
  let k := rmsprop_k d ℓ L η ρ in
  let M := coupled_N L k (denominator εr ε 0) in
  let F := Rmax (loss d A (x O)) (coupled_N L k (denominator εr ε v0)) in
  let V := Rmax v0 (2 * L * F) in
  let q := η * ℓ / denominator εr ε V in
  (forall δ i j m n, 0 < δ -> 8 * ((1 - q) ^ i * F) <= δ ->
     64 * k ^ 2 * (ρ ^ j * V) <= δ ^ 2 -> F - M <= 2 ^ m * δ ->
     (m * (j + i) <= n)%nat -> loss d A (x n) <= M + δ) /\
  (forall δ, 0 < δ -> exists T, forall n, (T <= n)%nat -> loss d A (x n) <= M + δ).
Proof.
  intros Hd Hℓ HA Hη Hρ Hεr Hε Hv0 Hrun k M F V q.
  assert (Ek : k = coupled_k d ℓ L η (/ sqrt (1 - ρ)) 0) by now apply rmsprop_k_meaning.
  assert (HU := rmsprop_U ρ Hρ).
  assert (Hk : 0 < k).
  { rewrite Ek. apply (k_positive d A ℓ L Hd Hℓ HA (fun _ => 0) η (/ sqrt (1 - ρ)) 0);
      try assumption; try lra. apply rmsprop_no_error. }
  assert (Htrap : forall t, loss d A (x t) <= F).
  { apply (rmsprop_coupled_trapped (fun _ => η) η ρ εr ε v0 d A ℓ L x g);
      try assumption. intros. lra. }
  assert (HV : 0 <= V) by (eapply Rle_trans; [exact Hv0|apply Rmax_l]).
  assert (H := run_independence d A ℓ L Hd Hℓ HA (fun _ => 0) η (/ sqrt (1 - ρ)) 0
    (denominator εr ε v0) (denominator εr ε 0) 1 (rmsprop_Dbar εr ε v0 L) g
    (fun t i => denominator εr ε (rmsprop_v ρ v0 (fun k => g k i) t)) x).
  rewrite <- Ek, Rmult_1_l in H. fold F M in H.
  change (rmsprop_Dbar εr ε v0 L F) with (denominator εr ε V) in H. fold q in H.
  destruct H with (w := fun j => sqrt (ρ ^ j * V)) as [H1 H2];
    try assumption; try lra.
  - apply rmsprop_no_error.
  - intros F'. now apply rmsprop_Dbar_low.
  - intros F'. now apply (rmsprop_Dbar_up d A ℓ L).
  - now apply (rmsprop_inexact d A ℓ L).
  - now apply denominator_nonneg.
  - intros j. apply sqrt_pos.
  - intros B T j t i Hi HB Ht.
    assert (HX := level_nonneg d A ℓ L (x T) B Hd Hℓ HA (HB T (le_n T))).
    eapply Rle_trans.
    2: { apply (denominator_forgets εr ε (2 * L * B) V (ρ ^ j)); try assumption.
         apply pow_le. lra. }
    apply denominator_le.
    apply (v_forgets ρ v0 _ V (2 * L * B) T); try assumption; try lia; [lra| |].
    + destruct T as [|T]; [apply Rmax_l|].
      apply (v_coupled d A ℓ L ρ v0 x g); try assumption; intros n _;
        [now apply Hrun|apply Htrap].
    + intros n Hn. destruct n as [|n]; [lia|]. destruct (Hrun n i Hi) as [-> _].
      apply (gradient_square d A ℓ L); try assumption. apply HB. lia.
  - split.
    + intros δ i j m n Hδ Hi Hj. apply (H1 δ i j m n Hδ Hi).
      apply root_share; try assumption. apply Rmult_le_pos; [apply pow_le; lra|exact HV].
    + apply H2. intros ζ Hζ. now apply root_small.
Qed.

Example rmsprop_coupled_independence_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one (rmsprop_step 1 (3 / 4) 0 0 7) x g /\
    exists T, forall n, (T <= n)%nat ->
      loss 2 two_one (x n) <= coupled_N 3 (rmsprop_k 2 1 3 1 (3 / 4)) 0 + 1.
Proof.
  destruct (coupled_run_exists 2 two_one (rmsprop_step 1 (3 / 4) 0 0 7) (fun _ => 5)
              (rmsprop_causal (fun _ => 1) _ _ _ _)) as [x [g [H0 H]]].
  exists x, g. split; [exact H0|]. split; [exact H|].
  destruct (rmsprop_coupled_independence 1 (3 / 4) 0 0 7 2 two_one 1 3 x g) as [_ E];
    try lra; try lia; try exact two_one_definite; try exact H.
  assert (E0 : denominator 0 0 0 = 0)
    by (unfold denominator; now rewrite !Rplus_0_r, sqrt_0).
  rewrite E0 in E. apply E. lra.
Qed.

(** ** Adam, with both corrections *)

(** The corrected w is an average, too; what is old has a smaller share. *)
Lemma w_forgets ρ g V X T j t :
  0 <= ρ < 1 -> 0 <= V -> 0 <= X ->
  (forall n, (1 <= n <= T)%nat -> g n ^ 2 <= V) ->
  (forall n, (T < n)%nat -> g n ^ 2 <= X) ->
  (T + j <= t)%nat -> (1 <= t)%nat ->
  adam_w ρ 0 g t <= X + ρ ^ j * V.
Proof.
  intros Hρ HV HX Hold Hnew Ht H1.
  assert (Hc := pow_below_one ρ t Hρ H1).
  assert (Pj := pow_decreasing ρ j (t - T) ltac:(lra) ltac:(lia)).
  assert (Pr := pow_unit ρ (t - T) ltac:(lra)). assert (Pp := pow_unit ρ T ltac:(lra)).
  assert (Et : ρ ^ t = ρ ^ (t - T) * ρ ^ T) by (rewrite <- pow_add; f_equal; lia).
  unfold adam_w. apply Rmult_le_reg_r with (1 - ρ ^ t); [lra|].
  unfold Rdiv. rewrite Rmult_assoc, Rinv_l, Rmult_1_r by lra.
  assert (HT : adam_v ρ 0 g T <= (1 - ρ ^ T) * V).
  { eapply Rle_trans; [apply (average_upper ρ 0 _ V); [lra|]|lra].
    intros n Hn. unfold squares. specialize (Hold n Hn). lra. }
  assert (Hv : adam_v ρ 0 g t
               <= ρ ^ (t - T) * adam_v ρ 0 g T + (1 - ρ ^ (t - T)) * X).
  { assert (E := rmsprop_v_shift ρ 0 g T (t - T)).
    replace (T + (t - T))%nat with t in E by lia.
    change (adam_v ρ 0 g t) with (rmsprop_v ρ 0 g t). rewrite <- E.
    apply average_upper; [lra|]. intros n Hn. unfold squares.
    specialize (Hnew (T + n)%nat ltac:(lia)). lra. }
  rewrite Et in *. set (r := ρ ^ (t - T)) in *. set (p := ρ ^ T) in *.
  apply Rle_trans with ((1 - r * p) * (X + r * V)).
  - assert (r * adam_v ρ 0 g T <= r * ((1 - p) * V)) by (apply Rmult_le_compat_l; lra).
    assert (0 <= r * X * (1 - p))
      by (apply Rmult_le_pos; [apply Rmult_le_pos|]; lra).
    assert (0 <= r * V * (p * (1 - r)))
      by (repeat (lra || apply Rmult_le_pos)). lra.
  - rewrite (Rmult_comm _ (1 - r * p)). apply Rmult_le_compat_l; [lra|].
    apply Rplus_le_compat_l. apply Rmult_le_compat_r; lra.
Qed.

Theorem adam_coupled_independence η β1 β2 εr ε d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 -> 0 <= εr -> 0 <= ε ->
  coupled_run d A (adam_step η β1 β2 εr ε 0 0) x g ->
  let k := coupled_k d ℓ L η (adam_U β1 β2) β1 in
  let M := coupled_N L k (sqrt εr + ε) in
  let F := Rmax (loss d A (x O)) M in
  let V := 2 * L * F in
  let q := η * ℓ / denominator εr ε V in
  (forall δ i j m n, 0 < δ -> 8 * ((1 - q) ^ i * F) <= δ ->
     64 * k ^ 2 * (β2 ^ j * V) <= δ ^ 2 -> F - M <= 2 ^ m * δ ->
     (m * (j + i) <= n)%nat -> loss d A (x n) <= M + δ) /\
  (forall δ, 0 < δ -> exists T, forall n, (T <= n)%nat -> loss d A (x n) <= M + δ).
Proof.
  intros Hd Hℓ HA Hη Hβ1 Hβ Hεr Hε Hrun k M F V q.
  assert (Hsq : 0 <= β1 ^ 2) by apply pow2_ge_0.
  assert (HL := ℓ_le_L d A ℓ L Hd HA). assert (HU := adam_U_one β1 β2 Hβ1 Hβ).
  assert (HE : forall t, 0 <= average_E d L (fun _ => η) β1 (adam_U β1 β2) t
                 <= coupled_E d L η (adam_U β1 β2) β1)
    by (intros t; apply lag_bounded; try assumption; intros; lra).
  assert (Hk : 0 < k) by (apply (k_positive d A ℓ L Hd Hℓ HA
    (average_E d L (fun _ => η) β1 (adam_U β1 β2)) η (adam_U β1 β2) β1); assumption).
  assert (Htrap : forall t, loss d A (x t) <= F).
  { apply (adam_coupled_trapped (fun _ => η) η β1 β2 εr ε d A ℓ L x g);
      try assumption. intros. lra. }
  assert (HV : 0 <= V) by exact (level_nonneg d A ℓ L (x O) F Hd Hℓ HA (Htrap O)).
  assert (H := run_independence d A ℓ L Hd Hℓ HA
    (average_E d L (fun _ => η) β1 (adam_U β1 β2)) η (adam_U β1 β2) β1
    (sqrt εr + ε) (sqrt εr + ε) 1 (adam_Dbar L εr ε)
    (fun t i => adam_n β1 0 (fun k => g k i) t)
    (fun t i => denominator εr ε (adam_w β2 0 (fun k => g k i) t)) x).
  rewrite Rmult_1_l in H. fold k in H. fold M in H. fold F in H.
  change (adam_Dbar L εr ε F) with (denominator εr ε V) in H. fold q in H.
  destruct H with (w := fun j => sqrt (β2 ^ j * V)) as [H1 H2];
    try assumption; try lra.
  - intros F'. now apply adam_Dbar_low.
  - intros F'. now apply (adam_Dbar_up d A ℓ L).
  - apply (corrected_inexact d A ℓ L Hd Hℓ HA (fun _ => η) β1 β2 εr ε (adam_v β2 0));
      try assumption; [intros; lra|apply adam_second_moment].
  - assert (P := sqrt_pos εr). lra.
  - intros j. apply sqrt_pos.
  - intros B T j t i Hi HB Ht.
    assert (HX := level_nonneg d A ℓ L (x T) B Hd Hℓ HA (HB T (le_n T))).
    replace (sqrt εr + ε) with (denominator εr ε 0)
      by (unfold denominator; now rewrite Rplus_0_l).
    eapply Rle_trans.
    2: { apply (denominator_forgets εr ε (2 * L * B) V (β2 ^ j)); try assumption.
         apply pow_le. lra. }
    apply denominator_le.
    apply (w_forgets β2 _ V (2 * L * B) T); try assumption; try lia; [lra| |];
      intros n Hn; (destruct n as [|n]; [lia|]); destruct (Hrun n i Hi) as [-> _];
      apply (gradient_square d A ℓ L); try assumption; [apply Htrap|apply HB; lia].
  - split.
    + intros δ i j m n Hδ Hi Hj. apply (H1 δ i j m n Hδ Hi).
      apply root_share; try assumption. apply Rmult_le_pos; [apply pow_le; lra|exact HV].
    + apply H2. intros ζ Hζ. apply root_small; lra.
Qed.

Example adam_coupled_independence_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one (adam_step 1 (9 / 10) (999 / 1000) 0 0 0 0) x g /\
    exists T, forall n, (T <= n)%nat ->
      loss 2 two_one (x n)
      <= coupled_N 3 (coupled_k 2 1 3 1 (adam_U (9 / 10) (999 / 1000)) (9 / 10))
           (sqrt 0 + 0) + 1.
Proof.
  destruct (coupled_run_exists 2 two_one (adam_step 1 (9 / 10) (999 / 1000) 0 0 0 0)
              (fun _ => 5) (adam_causal (fun _ => 1) _ _ _ _ _ _)) as [x [g [H0 H]]].
  exists x, g. split; [exact H0|]. split; [exact H|].
  destruct (adam_coupled_independence 1 (9 / 10) (999 / 1000) 0 0 2 two_one 1 3 x g)
    as [_ E]; try lra; try lia; try exact two_one_definite; try exact H.
  apply E. lra.
Qed.

(** ** Adam, without corrections

    The correction of m, which makes the divisor larger, vanishes too. *)

Theorem adam_uncorrected_coupled_independence η β1 β2 εr ε v0 d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η -> 0 <= β1 < 1 -> β1 ^ 2 < β2 < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 ->
  coupled_run d A (adam_uncorrected_step η β1 β2 εr ε 0 v0) x g ->
  let k := coupled_k d ℓ L η (sqrt (adam_C β1 β2)) β1 in
  let M := coupled_N L k (denominator εr ε 0) in
  let F := Rmax (loss d A (x O)) (coupled_N L (k / (1 - β1)) (denominator εr ε v0)) in
  let V := Rmax v0 (2 * L * F) in
  let Dbar := denominator εr ε V / (1 - β1) in
  let q := η * ℓ / Dbar in
  (forall δ i j m n, 0 < δ -> 8 * ((1 - q) ^ i * F) <= δ ->
     256 * k ^ 2 * (β2 ^ j * V) <= δ ^ 2 -> 16 * (k * (β1 ^ j * Dbar)) <= δ ->
     F - M <= 2 ^ m * δ -> (m * (j + i) <= n)%nat -> loss d A (x n) <= M + δ) /\
  (forall δ, 0 < δ -> exists T, forall n, (T <= n)%nat -> loss d A (x n) <= M + δ).
Proof.
  intros Hd Hℓ HA Hη Hβ1 Hβ Hεr Hε Hv0 Hrun k M F V Dbar q.
  assert (Hsq : 0 <= β1 ^ 2) by apply pow2_ge_0.
  assert (HL := ℓ_le_L d A ℓ L Hd HA). assert (HU := adam_C_one β1 β2 Hβ).
  assert (HE : forall t, 0 <= average_E d L (fun _ => η) β1 (sqrt (adam_C β1 β2)) t
                 <= coupled_E d L η (sqrt (adam_C β1 β2)) β1)
    by (intros t; apply lag_bounded; try assumption; intros; lra).
  assert (Hk : 0 < k) by (apply (k_positive d A ℓ L Hd Hℓ HA
    (average_E d L (fun _ => η) β1 (sqrt (adam_C β1 β2))) η (sqrt (adam_C β1 β2)) β1);
    assumption).
  assert (Htrap : forall t, loss d A (x t) <= F).
  { apply (adam_uncorrected_coupled_trapped (fun _ => η) η β1 β2 εr ε v0 d A ℓ L x g);
      try assumption. intros. lra. }
  assert (HV : 0 <= V) by (eapply Rle_trans; [exact Hv0|apply Rmax_l]).
  assert (HDV : 0 <= denominator εr ε V) by now apply denominator_nonneg.
  assert (HDbar : 0 <= Dbar)
    by (apply Rmult_le_pos; [exact HDV|left; apply Rinv_0_lt_compat; lra]).
  assert (Hpos : forall j, 0 <= β1 ^ j * Dbar)
    by (intros j; apply Rmult_le_pos; [apply pow_le; lra|exact HDbar]).
  assert (H := run_independence d A ℓ L Hd Hℓ HA
    (average_E d L (fun _ => η) β1 (sqrt (adam_C β1 β2))) η (sqrt (adam_C β1 β2)) β1
    (denominator εr ε v0) (denominator εr ε 0) (/ (1 - β1))
    (uncorrected_Dbar L β1 εr ε v0) (fun t i => adam_n β1 0 (fun k => g k i) t)
    (fun t i => denominator εr ε (adam_v β2 v0 (fun k => g k i) t) / (1 - β1 ^ t)) x).
  fold k in H. fold M in H.
  rewrite (Rmult_comm (/ (1 - β1)) k) in H. fold F in H.
  change (uncorrected_Dbar L β1 εr ε v0 F) with Dbar in H. fold q in H.
  destruct H with (w := fun j => sqrt (β2 ^ j * V) + β1 ^ j * Dbar) as [H1 H2];
    try assumption; try lra.
  - intros F'. now apply uncorrected_Dbar_low.
  - intros F'. apply (uncorrected_Dbar_up d A ℓ L Hd Hℓ HA β1 εr ε v0 v0);
      try assumption; lra.
  - now apply inverse_one.
  - apply (uncorrected_inexact d A ℓ L Hd Hℓ HA (fun _ => η) β1 β2 εr ε v0 v0
             (adam_v β2 v0)); try assumption; try lra;
      [intros; lra|apply adam_second_moment].
  - now apply denominator_nonneg.
  - intros j. assert (P := sqrt_pos (β2 ^ j * V)). specialize (Hpos j). lra.
  - intros B T j t i Hi HB Ht.
    assert (HX := level_nonneg d A ℓ L (x T) B Hd Hℓ HA (HB T (le_n T))).
    assert (HvV : forall n, adam_v β2 v0 (fun k => g k i) (S n) <= V).
    { intros n. apply (v_coupled d A ℓ L β2 v0 x g); try assumption; try lra; intros m _;
        [now apply Hrun|apply Htrap]. }
    set (D := denominator εr ε (adam_v β2 v0 (fun k => g k i) (S t))).
    assert (HD0 : 0 <= D) by now apply denominator_nonneg.
    assert (HDD : D <= denominator εr ε V) by apply denominator_le, HvV.
    assert (HD : D <= denominator εr ε 0 + sqrt (2 * L * B) + sqrt (β2 ^ j * V)).
    { eapply Rle_trans.
      2: { apply (denominator_forgets εr ε (2 * L * B) V (β2 ^ j)); try assumption.
           apply pow_le. lra. }
      apply denominator_le.
      apply (v_forgets β2 v0 _ V (2 * L * B) T); try assumption; try lia; [lra| |].
      - destruct T as [|T]; [apply Rmax_l|apply HvV].
      - intros n Hn. destruct n as [|n]; [lia|]. destruct (Hrun n i Hi) as [-> _].
        apply (gradient_square d A ℓ L); try assumption. apply HB. lia. }
    assert (Hc := correction_bounds β1 t Hβ1).
    assert (Hy : β1 ^ S t <= β1 ^ j) by (apply pow_decreasing; [lra|lia]).
    assert (Hy0 : 0 <= β1 ^ S t) by (apply pow_le; lra).
    replace (D / (1 - β1 ^ S t)) with (D + β1 ^ S t * (D / (1 - β1 ^ S t)))
      by (field; lra).
    assert (β1 ^ S t * (D / (1 - β1 ^ S t)) <= β1 ^ j * Dbar); [|lra].
    apply Rmult_le_compat; try assumption.
    + apply Rmult_le_pos; [exact HD0|left; apply Rinv_0_lt_compat; lra].
    + apply Rmult_le_compat; [exact HD0|left; apply Rinv_0_lt_compat; lra|exact HDD|].
      apply Rinv_le_contravar; lra.
  - split.
    + intros δ i j m n Hδ Hi Hj Hj'. apply (H1 δ i j m n Hδ Hi).
      assert (Hroot := root_share k (β2 ^ j * V) (δ / 2) Hk).
      assert (8 * (k * sqrt (β2 ^ j * V)) <= δ / 2).
      { apply Hroot; [apply Rmult_le_pos; [apply pow_le; lra|exact HV]|lra|lra]. }
      lra.
    + apply H2. intros ζ Hζ.
      destruct (root_small β2 V (ζ / 2) ltac:(lra) HV ltac:(lra)) as [j1 Hj1].
      destruct (power_below β1 Dbar (ζ / 2) Hβ1 HDbar ltac:(lra)) as [j2 Hj2].
      exists (j1 + j2)%nat.
      assert (sqrt (β2 ^ (j1 + j2) * V) <= sqrt (β2 ^ j1 * V)).
      { apply sqrt_le_1_alt. apply Rmult_le_compat_r; [exact HV|].
        apply pow_decreasing; [lra|lia]. }
      assert (β1 ^ (j1 + j2) * Dbar <= β1 ^ j2 * Dbar).
      { apply Rmult_le_compat_r; [exact HDbar|]. apply pow_decreasing; [lra|lia]. }
      lra.
Qed.

Example adam_uncorrected_coupled_independence_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one (adam_uncorrected_step 1 (9 / 10) (999 / 1000) 0 0 0 7) x g /\
    exists T, forall n, (T <= n)%nat ->
      loss 2 two_one (x n)
      <= coupled_N 3 (coupled_k 2 1 3 1 (sqrt (adam_C (9 / 10) (999 / 1000))) (9 / 10))
           (denominator 0 0 0) + 1.
Proof.
  destruct (coupled_run_exists 2 two_one
    (adam_uncorrected_step 1 (9 / 10) (999 / 1000) 0 0 0 7) (fun _ => 5)
    (adam_uncorrected_causal (fun _ => 1) _ _ _ _ _ _)) as [x [g [H0 H]]].
  exists x, g. split; [exact H0|]. split; [exact H|].
  destruct (adam_uncorrected_coupled_independence 1 (9 / 10) (999 / 1000) 0 0 7
              2 two_one 1 3 x g)
    as [_ E]; try lra; try lia; try exact two_one_definite; try exact H.
  apply E. lra.
Qed.

(** ** RMSprop with momentum, the rate inside the buffer or outside

    As in CoupledMomentum.v, for the point z ahead of x. *)

Theorem momentum_coupled_independence η ρ μ εr ε v0 d A ℓ L x g :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  0 < η -> 0 <= ρ < 1 -> 0 <= μ < 1 -> 0 <= εr -> 0 <= ε -> 0 <= v0 ->
  coupled_run d A (rmsprop_momentum_step η ρ μ εr ε v0) x g ->
  let U := / sqrt (1 - ρ) in
  let b t i := rmsprop_momentum_step η ρ μ εr ε v0 (fun k => g k i) t in
  let k := coupled_k d ℓ L (η / (1 - μ)) U μ in
  let e := coupled_E d L (η / (1 - μ)) U μ in
  let M := coupled_N L k (denominator εr ε 0 + e) in
  let F := Rmax (loss d A (x O)) (coupled_N L k (denominator εr ε v0 + e)) in
  let V := Rmax v0 ((sqrt (2 * L * F) + e) ^ 2) in
  let q := η / (1 - μ) * ℓ / denominator εr ε V in
  (forall δ i j m n, 0 < δ -> 8 * ((1 - q) ^ i * F) <= δ ->
     64 * k ^ 2 * (ρ ^ j * V) <= δ ^ 2 -> F - M <= 2 ^ m * δ ->
     (m * (j + i) <= n)%nat -> loss d A (ahead μ x b n) <= M + δ) /\
  (forall δ, 0 < δ -> exists T, forall n, (T <= n)%nat ->
     loss d A (ahead μ x b n) <= M + δ /\
     sqrt (loss d A (x n))
     <= sqrt (M + δ) + sqrt (INR d * L / 2) * (η * μ * U / (1 - μ) ^ 2)).
Proof.
  intros Hd Hℓ HA Hη Hρ Hμ Hεr Hε Hv0 Hrun U b k e M F V q.
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
  assert (Hημ : 0 < η / (1 - μ)) by (apply Rmult_lt_0_compat; lra).
  assert (HE : forall t, 0 <= momentum_E d L (fun _ => η) ρ μ t <= e)
    by (intros t; now apply (momentum_E_bounded d A ℓ L Hd Hℓ HA (fun _ => η) η)).
  assert (He := HE O).
  assert (Hk : 0 < k) by (apply (k_positive d A ℓ L Hd Hℓ HA
    (momentum_E d L (fun _ => η) ρ μ) (η / (1 - μ)) U μ); assumption).
  assert (Htrap : forall t, loss d A (ahead μ x b' t) <= F).
  { intros t. apply (momentum_coupled_trapped (fun _ => η) η ρ μ εr ε v0 d A ℓ L x g);
      assumption. }
  assert (HV : 0 <= V) by (eapply Rle_trans; [exact Hv0|apply Rmax_l]).
  (* The gradient at x, while the loss at z is at most B. *)
  assert (Hg : forall B n i, (1 <= i <= d)%nat -> loss d A (ahead μ x b' n) <= B ->
            g (S n) i ^ 2 <= (sqrt (2 * L * B) + e) ^ 2).
  { intros B n i Hi' HB. rewrite <- pow2_abs. apply pow_incr. split; [apply Rabs_pos|].
    assert (G1 := momentum_gradient_near d A ℓ L Hd Hℓ HA (fun _ => η) η ρ μ εr ε v0 x g
                    Hηt Hρ Hμ Hεr Hε Hv0 Hrun' n i Hi'). fold b' in G1.
    assert (G2 := gradient_entry d A ℓ L Hd Hℓ HA (ahead μ x b' n) B i Hi' HB).
    assert (G3 := HE (S n)).
    replace (g (S n) i) with (mul d A (ahead μ x b' n) i
                              + (g (S n) i - mul d A (ahead μ x b' n) i)) by ring.
    eapply Rle_trans; [apply Rabs_triang|]. lra. }
  assert (H := run_independence d A ℓ L Hd Hℓ HA (momentum_E d L (fun _ => η) ρ μ)
    (η / (1 - μ)) U μ (denominator εr ε v0 + e) (denominator εr ε 0 + e) 1
    (momentum_Dbar εr ε v0 L e) g
    (fun t i => denominator εr ε (rmsprop_v ρ v0 (fun k => g k i) t)) (ahead μ x b')).
  rewrite Rmult_1_l, <- E0 in H. fold k in H. fold M F in H.
  change (momentum_Dbar εr ε v0 L e F) with (denominator εr ε V) in H. fold q in H.
  destruct H with (w := fun j => sqrt (ρ ^ j * V)) as [H1 H2];
    try assumption; try lra.
  - intros F'. now apply (momentum_Dbar_low d A ℓ L Hd Hℓ HA (fun _ => η) η).
  - intros F'. now apply (momentum_Dbar_up d A ℓ L Hd Hℓ HA (fun _ => η) η).
  - now apply (momentum_inexact d A ℓ L Hd Hℓ HA (fun _ => η) η).
  - assert (P := denominator_nonneg εr ε 0 Hε). lra.
  - intros j. apply sqrt_pos.
  - intros B T j t i Hi' HB Ht.
    assert (PB := sqrt_pos (2 * L * B)).
    assert (Hroot : sqrt ((sqrt (2 * L * B) + e) ^ 2) = sqrt (2 * L * B) + e)
      by (apply sqrt_pow2; lra).
    apply Rle_trans with (denominator εr ε 0 + sqrt ((sqrt (2 * L * B) + e) ^ 2)
                          + sqrt (ρ ^ j * V)); [|lra].
    eapply Rle_trans.
    2: { apply (denominator_forgets εr ε ((sqrt (2 * L * B) + e) ^ 2) V (ρ ^ j));
           try assumption; [apply pow2_ge_0|apply pow_le; lra]. }
    apply denominator_le.
    apply (v_forgets ρ v0 _ V ((sqrt (2 * L * B) + e) ^ 2) T); try assumption; try lia.
    + lra.
    + apply average_bounded; [lra|apply Rmax_l|]. intros n Hn.
      eapply Rle_trans; [|apply Rmax_r]. destruct n as [|n]; [lia|]. unfold squares.
      assert (G := Hg F n i Hi' (Htrap n)). lra.
    + apply pow2_ge_0.
    + intros n Hn. destruct n as [|n]; [lia|]. apply Hg; [exact Hi'|]. apply HB. lia.
  - split.
    + intros δ i j m n Hδ Hq Hj Hm Hn.
      rewrite (loss_ext d A _ (ahead μ x b' n)) by (intros; apply Hb).
      apply (H1 δ i j m n Hδ Hq); try assumption.
      apply root_share; try assumption. apply Rmult_le_pos; [apply pow_le; lra|exact HV].
    + intros δ Hδ. destruct (H2 (fun ζ Hζ => root_small ρ V ζ Hρ HV Hζ) δ Hδ) as [T HT].
      exists T. intros n Hn. specialize (HT n Hn).
      rewrite (loss_ext d A (ahead μ x b n) (ahead μ x b' n)) by (intros; apply Hb).
      split; [exact HT|]. eapply Rle_trans.
      * apply (loss_near d A ℓ L (x n) (ahead μ x b' n) (η * μ * U / (1 - μ) ^ 2));
          try assumption.
        -- apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat, pow_lt; lra].
           repeat (lra || apply Rmult_le_pos).
        -- intros i _. now apply (x_near_uniform d Hd (fun _ => η)).
      * apply Rplus_le_compat_r. now apply sqrt_le_1_alt.
Qed.

Example momentum_coupled_independence_example :
  exists x g, x O = (fun _ => 5) /\
    coupled_run 2 two_one (rmsprop_momentum_step 1 (3 / 4) (9 / 10) 0 0 7) x g /\
    forall δ, 0 < δ -> exists T, forall n, (T <= n)%nat -> loss 2 two_one
      (ahead (9 / 10) x (fun t i => rmsprop_momentum_step 1 (3 / 4)
                            (9 / 10) 0 0 7 (fun k => g k i) t) n)
      <= coupled_N 3 (coupled_k 2 1 3 (1 / (1 - 9 / 10)) (/ sqrt (1 - 3 / 4)) (9 / 10))
           (denominator 0 0 0
            + coupled_E 2 3 (1 / (1 - 9 / 10)) (/ sqrt (1 - 3 / 4)) (9 / 10)) + δ.
Proof.
  destruct (momentum_run_exists (fun _ => 1) (3 / 4) (9 / 10) 0 0 7 2 two_one
              (fun _ => 5)) as [x [g [H0 H']]].
  assert (H : coupled_run 2 two_one (rmsprop_momentum_step 1 (3 / 4) (9 / 10) 0 0 7) x g).
  { intros t i Hi. destruct (H' t i Hi) as [H1 H2]. split; [exact H1|].
    rewrite H2. now rewrite momentum_places_agree. }
  exists x, g. split; [exact H0|]. split; [exact H|].
  destruct (momentum_coupled_independence 1 (3 / 4) (9 / 10) 0 0 7 2 two_one 1 3 x g)
    as [_ E]; try lra; try lia; try exact two_one_definite; try exact H.
  intros δ Hδ. destruct (E δ Hδ) as [T HT]. exists T. intros n Hn. now apply HT.
Qed.
