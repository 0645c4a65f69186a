(** How long an average remembers. *)

From Coq Require Import Reals Lra Lia.
From RMSpec Require Import Rules Sum Average.
Open Scope R_scope.

(** What happened at least n steps ago weighs ρ^n together: change it at will,
    within width B, and the average moves by at most ρ^n B. *)
Theorem average_forgets ρ x0 y0 x n :
  average ρ x0 x n - average ρ y0 x n = ρ ^ n * (x0 - y0).
Proof. rewrite !average_closed_form. ring. Qed.

(** The half-life: that weight is at most 1/2 exactly from ln 2 / −ln ρ steps
    on. *)
Theorem half_life ρ n :
  0 < ρ < 1 -> (ρ ^ n <= / 2 <-> ln 2 / - ln ρ <= INR n).
Proof.
  intros Hρ.
  assert (Hln : ln ρ < 0) by (rewrite <- ln_1; apply ln_increasing; lra).
  assert (Hpow : 0 < ρ ^ n) by (apply pow_lt; lra).
  assert (Heq : ln (ρ ^ n) = INR n * ln ρ).
  { clear - Hρ. induction n as [|n IH]; [cbn; rewrite ln_1; ring|].
    cbn [pow]. rewrite ln_mult, IH, S_INR by (try apply pow_lt; lra). ring. }
  assert (H2 : ln (/ 2) = - ln 2) by (apply ln_Rinv; lra).
  assert (Hdiv : ln 2 / - ln ρ <= INR n <-> INR n * ln ρ <= - ln 2).
  { split; intros H.
    - apply Rmult_le_compat_r with (r := - ln ρ) in H; [|lra].
      unfold Rdiv in H. rewrite Rmult_assoc, Rinv_l in H by lra. lra.
    - apply Rmult_le_reg_r with (- ln ρ); [lra|].
      unfold Rdiv. rewrite Rmult_assoc, Rinv_l by lra. lra. }
  rewrite Hdiv, <- Heq, <- H2. split; intros H.
  - destruct H as [H|H]; [left; apply ln_increasing; lra|right; now rewrite H].
  - destruct (Rle_or_lt (ρ ^ n) (/ 2)) as [H'|H']; [exact H'|exfalso].
    apply ln_increasing in H'; lra.
Qed.

Example half_life_example : ln 2 / - ln (/ 2) <= INR 1.
Proof. apply (half_life (/ 2) 1); [lra|cbn; lra]. Qed.
