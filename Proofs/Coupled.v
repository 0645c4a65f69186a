(** Coupled quadratics: the loss f(x) = xᵀ A x / 2 in d dimensions, with a
    symmetric A whose eigenvalues lie between ℓ and L.

    A vector is a function of its indices 1, ..., d. The gradient is A x; f is
    smooth with the constant L, and convex with the constant ℓ. *)

From Coq Require Import Reals Lra Lia Arith.
From RMSpec Require Import Rules Trajectory Sum.
Open Scope R_scope.

Definition dot (d : nat) (x y : nat -> R) : R := sum (fun i => x i * y i) d.

(** A x *)
Definition mul (d : nat) (A : nat -> nat -> R) (x : nat -> R) (i : nat) : R :=
  dot d (A i) x.

Definition loss (d : nat) (A : nat -> nat -> R) (x : nat -> R) : R :=
  dot d x (mul d A x) / 2.

(** A is symmetric, and ℓ |x|² ≤ xᵀ A x ≤ L |x|². *)
Definition definite (d : nat) (A : nat -> nat -> R) (ℓ L : R) : Prop :=
  (forall i j, (1 <= i <= d)%nat -> (1 <= j <= d)%nat -> A i j = A j i) /\
  (forall x, ℓ * dot d x x <= dot d x (mul d A x) <= L * dot d x x).

(** ** Sums *)

Lemma sum_plus f h n : sum (fun i => f i + h i) n = sum f n + sum h n.
Proof. induction n as [|n IH]; cbn [sum]; [ring|rewrite IH; ring]. Qed.

Lemma sum_swap (F : nat -> nat -> R) n m :
  sum (fun i => sum (F i) m) n = sum (fun j => sum (fun i => F i j) n) m.
Proof.
  induction n as [|n IH]; cbn [sum].
  - rewrite sum_const. ring.
  - now rewrite IH, sum_plus.
Qed.

(** A term of a sum of terms that are not negative. *)
Lemma sum_term f n i :
  (forall k, (1 <= k <= n)%nat -> 0 <= f k) -> (1 <= i <= n)%nat -> f i <= sum f n.
Proof.
  intros H Hi. induction n as [|n IH]; [lia|]. cbn [sum].
  destruct (Nat.eq_dec i (S n)) as [->|Hne].
  - assert (0 <= sum f n) by (apply sum_nonneg; intros; apply H; lia). lra.
  - assert (f i <= sum f n) by (apply IH; [intros; apply H; lia|lia]).
    specialize (H (S n) ltac:(lia)). lra.
Qed.

(** ** Products *)

Lemma dot_ext d x x' y y' :
  (forall i, (1 <= i <= d)%nat -> x i = x' i) ->
  (forall i, (1 <= i <= d)%nat -> y i = y' i) -> dot d x y = dot d x' y'.
Proof.
  intros Hx Hy. apply sum_ext. intros i Hi. now rewrite Hx, Hy by exact Hi.
Qed.

Lemma dot_comm d x y : dot d x y = dot d y x.
Proof. apply sum_ext. intros. ring. Qed.

(** x + c y in the second place. *)
Lemma dot_linear d x y z c :
  dot d x (fun i => y i + c * z i) = dot d x y + c * dot d x z.
Proof.
  unfold dot. rewrite <- sum_scale, <- sum_plus. apply sum_ext. intros. ring.
Qed.

Lemma dot_self_nonneg d x : 0 <= dot d x x.
Proof. apply sum_nonneg. intros. apply Rle_0_sqr. Qed.

Lemma dot_term d x i : (1 <= i <= d)%nat -> x i ^ 2 <= dot d x x.
Proof.
  intros Hi. replace (x i ^ 2) with (x i * x i) by ring.
  apply (sum_term (fun i => x i * x i)); [|exact Hi]. intros. apply Rle_0_sqr.
Qed.

(** A vector with entries of at most c has a length of at most c √d. *)
Lemma dot_entries d x c :
  (forall i, (1 <= i <= d)%nat -> Rabs (x i) <= c) -> dot d x x <= INR d * c ^ 2.
Proof.
  intros H. rewrite <- sum_const. apply sum_le. intros i Hi.
  replace (x i * x i) with (Rabs (x i) ^ 2) by (rewrite pow2_abs; ring).
  apply pow_incr. split; [apply Rabs_pos|now apply H].
Qed.

Lemma mul_ext d A x x' i :
  (forall j, (1 <= j <= d)%nat -> x j = x' j) -> mul d A x i = mul d A x' i.
Proof. intros H. now apply dot_ext. Qed.

Lemma mul_linear d A x y c i :
  mul d A (fun j => x j + c * y j) i = mul d A x i + c * mul d A y i.
Proof. apply dot_linear. Qed.

Lemma loss_ext d A x x' :
  (forall i, (1 <= i <= d)%nat -> x i = x' i) -> loss d A x = loss d A x'.
Proof.
  intros H. unfold loss. f_equal. apply dot_ext; [exact H|].
  intros i _. now apply mul_ext.
Qed.

Section Form.

Variable d : nat.
Variable A : nat -> nat -> R.
Variables ℓ L : R.
Hypothesis Hd : (1 <= d)%nat.
Hypothesis Hℓ : 0 < ℓ.
Hypothesis HA : definite d A ℓ L.

Lemma ℓ_le_L : ℓ <= L.
Proof.
  destruct HA as [_ H]. specialize (H (fun _ => 1)).
  assert (E : dot d (fun _ => 1) (fun _ => 1) = INR d)
    by (unfold dot; rewrite sum_const; ring).
  rewrite E in H. assert (0 < INR d) by (apply lt_0_INR; lia). nra.
Qed.

Lemma form_symmetric x y : dot d x (mul d A y) = dot d y (mul d A x).
Proof.
  unfold mul, dot.
  rewrite (sum_ext _ (fun i => sum (fun j => x i * (A i j * y j)) d))
    by (intros; now rewrite sum_scale).
  rewrite sum_swap. apply sum_ext. intros j Hj. rewrite <- sum_scale.
  apply sum_ext. intros i Hi. destruct HA as [Hs _]. rewrite (Hs i j Hi Hj). ring.
Qed.

(** f(x + c y) = f(x) + c y·∇f(x) + c² f(y) *)
Lemma loss_expansion x y c :
  loss d A (fun i => x i + c * y i)
  = loss d A x + c * dot d y (mul d A x) + c ^ 2 * loss d A y.
Proof.
  unfold loss.
  rewrite (dot_ext d _ (fun i => x i + c * y i) (mul d A (fun i => x i + c * y i))
             (fun i => mul d A x i + c * mul d A y i));
    [|reflexivity|intros; apply mul_linear].
  rewrite dot_linear, !(dot_comm d (fun i => x i + c * y i)), !dot_linear.
  rewrite !(dot_comm d (mul d A _)). rewrite (form_symmetric x y). field.
Qed.

Lemma loss_lower x : ℓ * dot d x x <= 2 * loss d A x.
Proof. destruct HA as [_ H]. specialize (H x). unfold loss. lra. Qed.

Lemma loss_upper x : 2 * loss d A x <= L * dot d x x.
Proof. destruct HA as [_ H]. specialize (H x). unfold loss. lra. Qed.

Lemma loss_nonneg x : 0 <= loss d A x.
Proof.
  assert (H := loss_lower x). assert (P := dot_self_nonneg d x). nra.
Qed.

(** What a step s makes of the loss, at most. *)
Lemma loss_step x s x' :
  (forall i, (1 <= i <= d)%nat -> x' i = x i - s i) ->
  loss d A x' <= loss d A x - dot d s (mul d A x) + L / 2 * dot d s s.
Proof.
  intros H. rewrite (loss_ext d A x' (fun i => x i + (-1) * s i))
    by (intros i Hi; rewrite H by exact Hi; ring).
  rewrite loss_expansion. assert (U := loss_upper s). lra.
Qed.

(** |∇f|² ≤ 2 L f: a step of 1/L along the gradient cannot make f negative. *)
Lemma gradient_upper x : dot d (mul d A x) (mul d A x) <= 2 * L * loss d A x.
Proof.
  set (G := dot d (mul d A x) (mul d A x)). assert (HL := ℓ_le_L).
  assert (H := loss_nonneg (fun i => x i + - / L * mul d A x i)).
  rewrite loss_expansion in H. assert (U := loss_upper (mul d A x)).
  fold G in H, U. assert (Hi : 0 < / L) by (apply Rinv_0_lt_compat; lra).
  apply Rmult_le_reg_l with (/ L / 2); [lra|].
  replace (/ L / 2 * (2 * L * loss d A x)) with (loss d A x) by (field; lra).
  assert (/ L ^ 2 * (2 * loss d A (mul d A x)) <= / L ^ 2 * (L * G)).
  { apply Rmult_le_compat_l; [left; apply Rinv_0_lt_compat, pow_lt; lra|exact U]. }
  replace (/ L ^ 2 * (L * G)) with (/ L * G) in * by (field; lra).
  replace ((- / L) ^ 2) with (/ L ^ 2) in H by (field; lra). lra.
Qed.

(** |∇f|² ≥ 2 ℓ f: |∇f − ℓ x|² is not negative. *)
Lemma gradient_lower x : 2 * ℓ * loss d A x <= dot d (mul d A x) (mul d A x).
Proof.
  set (G := dot d (mul d A x) (mul d A x)).
  assert (H := dot_self_nonneg d (fun i => mul d A x i + - ℓ * x i)).
  rewrite dot_linear, !(dot_comm d (fun i => mul d A x i + - ℓ * x i)) in H.
  rewrite !dot_linear, (dot_comm d (mul d A x) x) in H. fold G in H.
  replace (dot d x (mul d A x)) with (2 * loss d A x) in H by (unfold loss; lra).
  assert (P := loss_lower x). assert (P' : ℓ * (ℓ * dot d x x) <= ℓ * (2 * loss d A x))
    by (apply Rmult_le_compat_l; lra). lra.
Qed.

(** A coordinate of the gradient. *)
Lemma gradient_entry x F i :
  (1 <= i <= d)%nat -> loss d A x <= F -> Rabs (mul d A x i) <= sqrt (2 * L * F).
Proof.
  intros Hi HF. rewrite <- sqrt_Rsqr_abs. apply sqrt_le_1_alt.
  assert (H := dot_term d (mul d A x) i Hi). assert (G := gradient_upper x).
  assert (HL := ℓ_le_L). unfold Rsqr.
  assert (2 * L * loss d A x <= 2 * L * F) by (apply Rmult_le_compat_l; lra). lra.
Qed.

(** Points whose coordinates differ by at most c have gradients whose
    coordinates differ by at most L c √d. *)
Lemma gradient_change x y c i :
  (1 <= i <= d)%nat -> 0 <= c ->
  (forall j, (1 <= j <= d)%nat -> Rabs (x j - y j) <= c) ->
  Rabs (mul d A x i - mul d A y i) <= L * sqrt (INR d) * c.
Proof.
  intros Hi Hc H. assert (HL := ℓ_le_L). set (z := fun j => x j + (-1) * y j).
  replace (mul d A x i - mul d A y i) with (mul d A z i)
    by (unfold z; rewrite mul_linear; ring).
  assert (Hz : dot d z z <= INR d * c ^ 2).
  { apply dot_entries. intros j Hj. unfold z.
    replace (x j + (-1) * y j) with (x j - y j) by ring. now apply H. }
  assert (Hd0 := pos_INR d).
  apply Rle_trans with (sqrt (2 * L * (L * (INR d * c ^ 2) / 2))).
  - apply gradient_entry; [exact Hi|]. assert (U := loss_upper z).
    assert (L * dot d z z <= L * (INR d * c ^ 2)) by (apply Rmult_le_compat_l; lra). lra.
  - right. replace (2 * L * (L * (INR d * c ^ 2) / 2)) with ((L * c) ^ 2 * INR d) by field.
    rewrite sqrt_mult_alt by apply pow2_ge_0.
    rewrite sqrt_pow2 by (apply Rmult_le_pos; lra). ring.
Qed.

(** The triangle inequality for √f. *)
Lemma loss_triangle x y :
  sqrt (loss d A (fun i => x i + y i)) <= sqrt (loss d A x) + sqrt (loss d A y).
Proof.
  set (p := sqrt (loss d A x)). set (q := sqrt (loss d A y)).
  assert (Hp : 0 <= p) by apply sqrt_pos. assert (Hq : 0 <= q) by apply sqrt_pos.
  assert (Ep : p * p = loss d A x) by apply sqrt_sqrt, loss_nonneg.
  assert (Eq : q * q = loss d A y) by apply sqrt_sqrt, loss_nonneg.
  set (m := dot d y (mul d A x)).
  (* f(x + c y) is never negative, so m is at most 2 p q. *)
  assert (Hm : forall c, 0 <= p * p + c * m + c ^ 2 * (q * q)).
  { intros c. rewrite Ep, Eq. unfold m. rewrite <- loss_expansion.
    apply loss_nonneg. }
  assert (m <= 2 * p * q).
  { destruct (Rle_or_lt m (2 * p * q)) as [H|H]; [exact H|exfalso].
    destruct (Rle_lt_or_eq_dec 0 q Hq) as [H0|H0].
    - specialize (Hm (- (m / (2 * (q * q))))).
      replace (p * p + - (m / (2 * (q * q))) * m
               + (- (m / (2 * (q * q)))) ^ 2 * (q * q))
        with ((2 * p * q - m) * (2 * p * q + m) / (4 * (q * q))) in Hm by (field; lra).
      assert (0 <= p * q) by (apply Rmult_le_pos; lra).
      assert (0 < (m - 2 * p * q) * (2 * p * q + m) / (4 * (q * q)))
        by (apply Rdiv_lt_0_compat; nra).
      unfold Rdiv in *. lra.
    - specialize (Hm (- ((p * p + 1) / m))). rewrite <- H0 in Hm, H.
      replace (p * p + - ((p * p + 1) / m) * m + (- ((p * p + 1) / m)) ^ 2 * (0 * 0))
        with (-1) in Hm by (field; lra). lra. }
  rewrite <- (sqrt_pow2 (p + q)) by lra. apply sqrt_le_1_alt.
  rewrite (loss_ext d A _ (fun i => x i + 1 * y i)) by (intros; ring).
  rewrite loss_expansion. fold m. lra.
Qed.

End Form.

(** The gradient of f against f. *)
Theorem gradient_bounds d A ℓ L x :
  (1 <= d)%nat -> 0 < ℓ -> definite d A ℓ L ->
  2 * ℓ * loss d A x <= dot d (mul d A x) (mul d A x) <= 2 * L * loss d A x.
Proof.
  intros Hd Hℓ HA. split; [exact (gradient_lower d A ℓ L Hℓ HA x)|].
  exact (gradient_upper d A ℓ L Hd Hℓ HA x).
Qed.

(** ** Runs

    x t is the parameter after t steps and g t the gradient of step t, vectors
    both. Each coordinate has a rule of its own, but its gradients depend on all
    coordinates. *)

Definition coupled_run (d : nat) (A : nat -> nat -> R)
    (step : (nat -> R) -> nat -> R) (x g : nat -> nat -> R) : Prop :=
  forall t i, (1 <= i <= d)%nat ->
    g (S t) i = mul d A (x t) i /\
    x (S t) i = x t i - step (fun k => g k i) (S t).

Fixpoint build_coupled (d : nat) (A : nat -> nat -> R)
    (step : (nat -> R) -> nat -> R) (x0 : nat -> R) (t : nat)
    : (nat -> R) * (nat -> nat -> R) :=
  match t with
  | O => (x0, fun _ _ => 0)
  | S k =>
      let x := fst (build_coupled d A step x0 k) in
      let g := fun n => if Nat.eqb n t then mul d A x
                        else snd (build_coupled d A step x0 k) n in
      (fun i => x i - step (fun n => g n i) t, g)
  end.

Lemma build_coupled_prefix d A step x0 k t :
  (k <= t)%nat ->
  snd (build_coupled d A step x0 t) k = snd (build_coupled d A step x0 k) k.
Proof.
  intros Hk. induction Hk as [|t Hk IH]; [reflexivity|].
  cbn [build_coupled snd]. destruct (Nat.eqb_spec k (S t)); [lia|exact IH].
Qed.

Theorem coupled_run_exists d A step x0 :
  causal step -> exists x g, x O = x0 /\ coupled_run d A step x g.
Proof.
  intros Hcausal.
  exists (fun t => fst (build_coupled d A step x0 t)).
  exists (fun t => snd (build_coupled d A step x0 t) t).
  split; [reflexivity|]. intros t i _. split.
  - cbn [build_coupled snd]. now rewrite Nat.eqb_refl.
  - cbn [build_coupled fst]. f_equal. apply Hcausal; [|lia]. intros k [H1 H2].
    change (snd (build_coupled d A step x0 (S t)) k i
            = snd (build_coupled d A step x0 k) k i).
    now rewrite build_coupled_prefix by exact H2.
Qed.

(** ** The matrix of the examples: 2 on the diagonal and 1 beside it, with the
    eigenvalues 1 and 3 *)

Definition two_one (i j : nat) : R := if Nat.eqb i j then 2 else 1.

Lemma two_one_definite : definite 2 two_one 1 3.
Proof.
  split.
  - intros i j _ _. unfold two_one. now rewrite Nat.eqb_sym.
  - intros x. cbn. assert (H := Rle_0_sqr (x 1%nat + x 2%nat)).
    assert (H' := Rle_0_sqr (x 1%nat - x 2%nat)). unfold Rsqr in *. lra.
Qed.

Example gradient_bounds_example :
  2 * 1 * loss 2 two_one (fun _ => 1)
  <= dot 2 (mul 2 two_one (fun _ => 1)) (mul 2 two_one (fun _ => 1))
  <= 2 * 3 * loss 2 two_one (fun _ => 1).
Proof. apply gradient_bounds; [lia|lra|exact two_one_definite]. Qed.

Example coupled_run_exists_example :
  exists x g, x O = (fun _ => 1) /\
    coupled_run 2 two_one (rmsprop_step 1 (9 / 10) 0 0 0) x g.
Proof. apply coupled_run_exists. exact (rmsprop_causal (fun _ => 1) _ _ _ _). Qed.
