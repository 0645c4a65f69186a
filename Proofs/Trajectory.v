(** Training: the gradients come from a function of the parameter.

    [step] is the step of a rule as a function of the gradients so far. A pair
    of sequences θ and g is a trajectory when each gradient is taken at the
    parameter before the step and each step is subtracted. Theorems about
    training hold for all such pairs; here we show that they exist. *)

From Coq Require Import Reals Lra Lia Arith.
From RMSpec Require Import Rules.
Open Scope R_scope.

Definition trajectory (grad : nat -> R -> R) (step : (nat -> R) -> nat -> R)
    (θ g : nat -> R) : Prop :=
  forall t, g (S t) = grad (S t) (θ t) /\ θ (S t) = θ t - step g (S t).

(** The step of t looks at no gradient after t. *)
Definition causal (step : (nat -> R) -> nat -> R) : Prop :=
  forall g g' t, (forall k, (1 <= k <= t)%nat -> g k = g' k) ->
    (1 <= t)%nat -> step g t = step g' t.

Definition extend (g : nat -> R) (t : nat) (x : R) : nat -> R :=
  fun k => if Nat.eqb k t then x else g k.

Fixpoint build (grad : nat -> R -> R) (step : (nat -> R) -> nat -> R) (θ0 : R)
    (t : nat) : R * (nat -> R) :=
  match t with
  | O => (θ0, fun _ => 0)
  | S k =>
      let θ := fst (build grad step θ0 k) in
      let g := extend (snd (build grad step θ0 k)) t (grad t θ) in
      (θ - step g t, g)
  end.

Lemma build_prefix grad step θ0 k t :
  (k <= t)%nat ->
  snd (build grad step θ0 t) k = snd (build grad step θ0 k) k.
Proof.
  intros Hk. induction Hk as [|t Hk IH]; [reflexivity|].
  cbn [build snd]. unfold extend.
  destruct (Nat.eqb_spec k (S t)); [lia|exact IH].
Qed.

Theorem trajectory_exists grad step θ0 :
  causal step ->
  exists θ g, θ O = θ0 /\ trajectory grad step θ g.
Proof.
  intros Hcausal.
  exists (fun t => fst (build grad step θ0 t)).
  exists (fun t => snd (build grad step θ0 t) t).
  split; [reflexivity|]. intros t. split.
  - cbn. unfold extend. rewrite Nat.eqb_refl. reflexivity.
  - cbn [build fst]. f_equal. apply Hcausal; [|lia].
    intros k [H1 H2].
    change (snd (build grad step θ0 (S t)) k = snd (build grad step θ0 k) k).
    now apply build_prefix.
Qed.

Lemma average_ext ρ x0 x y t :
  (forall k, (1 <= k <= t)%nat -> x k = y k) ->
  average ρ x0 x t = average ρ x0 y t.
Proof.
  induction t as [|t IH]; intros H; [reflexivity|].
  cbn [average]. rewrite (H (S t)) by lia.
  rewrite IH; [reflexivity|]. intros k Hk. apply H. lia.
Qed.

Lemma squares_ext g g' (t : nat) :
  (forall k, (1 <= k <= t)%nat -> g k = g' k) ->
  forall k, (1 <= k <= t)%nat -> squares g k = squares g' k.
Proof. intros H k Hk. unfold squares. now rewrite (H k Hk). Qed.

Lemma adagrad_v_ext v0 g g' t :
  (forall k, (1 <= k <= t)%nat -> g k = g' k) ->
  adagrad_v v0 g t = adagrad_v v0 g' t.
Proof.
  induction t as [|t IH]; intros H; [reflexivity|].
  cbn [adagrad_v]. rewrite (H (S t)) by lia.
  rewrite IH; [reflexivity|]. intros k Hk. apply H. lia.
Qed.

Lemma amsgrad_x_ext β2 v0 x0 g g' t :
  (forall k, (1 <= k <= t)%nat -> g k = g' k) ->
  amsgrad_x β2 v0 x0 g t = amsgrad_x β2 v0 x0 g' t.
Proof.
  induction t as [|t IH]; intros H; [reflexivity|].
  cbn [amsgrad_x]. rewrite IH by (intros; apply H; lia).
  unfold adam_v. f_equal. apply average_ext. now apply squares_ext.
Qed.

(** All rules are causal, whatever the schedule of η. *)
Theorem rmsprop_causal (η : nat -> R) ρ εr ε v0 :
  causal (fun g t => rmsprop_step (η t) ρ εr ε v0 g t).
Proof.
  intros g g' t H Ht. unfold rmsprop_step, rmsprop_v.
  rewrite (H t) by lia.
  rewrite (average_ext _ _ (squares g) (squares g') t); [reflexivity|].
  now apply squares_ext.
Qed.

Theorem adagrad_causal (η : nat -> R) εr ε v0 :
  causal (fun g t => adagrad_step (η t) εr ε v0 g t).
Proof.
  intros g g' t H Ht. unfold adagrad_step.
  now rewrite (H t) by lia; rewrite (adagrad_v_ext v0 g g' t H).
Qed.

Lemma adam_m_ext β1 m0 g g' t :
  (forall k, (1 <= k <= t)%nat -> g k = g' k) ->
  adam_m β1 m0 g t = adam_m β1 m0 g' t.
Proof. apply average_ext. Qed.

Lemma adam_v_ext β2 v0 g g' t :
  (forall k, (1 <= k <= t)%nat -> g k = g' k) ->
  adam_v β2 v0 g t = adam_v β2 v0 g' t.
Proof. intros H. apply average_ext. now apply squares_ext. Qed.

Theorem adam_causal (η : nat -> R) β1 β2 εr ε m0 v0 :
  causal (fun g t => adam_step (η t) β1 β2 εr ε m0 v0 g t).
Proof.
  intros g g' t H Ht. unfold adam_step, adam_n, adam_w.
  now rewrite (adam_m_ext _ _ _ _ _ H), (adam_v_ext _ _ _ _ _ H).
Qed.

Theorem adam_uncorrected_causal (η : nat -> R) β1 β2 εr ε m0 v0 :
  causal (fun g t => adam_uncorrected_step (η t) β1 β2 εr ε m0 v0 g t).
Proof.
  intros g g' t H Ht. unfold adam_uncorrected_step.
  now rewrite (adam_m_ext _ _ _ _ _ H), (adam_v_ext _ _ _ _ _ H).
Qed.

Theorem amsgrad_causal (η : nat -> R) β1 β2 εr ε m0 v0 x0 :
  causal (fun g t => amsgrad_step (η t) β1 β2 εr ε m0 v0 x0 g t).
Proof.
  intros g g' t H Ht. unfold amsgrad_step.
  now rewrite (adam_m_ext _ _ _ _ _ H), (amsgrad_x_ext _ _ _ _ _ _ H).
Qed.

Theorem amsgrad_corrected_causal (η : nat -> R) β1 β2 εr ε m0 v0 x0 :
  causal (fun g t => amsgrad_corrected_step (η t) β1 β2 εr ε m0 v0 x0 g t).
Proof.
  intros g g' t H Ht. unfold amsgrad_corrected_step, adam_n.
  now rewrite (adam_m_ext _ _ _ _ _ H), (amsgrad_x_ext _ _ _ _ _ _ H).
Qed.

Example trajectory_exists_example :
  exists θ g, θ O = 1 /\
    trajectory (fun _ θ => θ) (rmsprop_step 1 (9 / 10) 0 0 0) θ g.
Proof. apply trajectory_exists. exact (rmsprop_causal (fun _ => 1) _ _ _ _). Qed.
