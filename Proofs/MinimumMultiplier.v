(** To first order a step from v = 0 multiplies the distance to the minimum of
    h θ² / 2 by 1 − η h / (√εr + ε).

    That is below 1 in size exactly for η h < 2 (√εr + ε), the threshold of
    SmallRate.v and LargeRate.v, which say more. *)

From Coq Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From RMSpec Require Import Rules.
Open Scope R_scope.

(** The root need not have a derivative at 0: continuity is enough. *)
Lemma derive_times_continuous (φ : R -> R) :
  continuous φ 0 -> is_derive (fun x => x * φ x) 0 (φ 0).
Proof.
  intros Hφ. apply is_derive_Reals. intros δ Hδ.
  apply continuity_pt_filterlim in Hφ.
  destruct (Hφ δ Hδ) as [d [Hd H]]. exists (mkposreal d Hd).
  intros x Hx Hsmall. cbn in Hsmall. rewrite Rplus_0_l.
  replace ((x * φ x - 0 * φ 0) / x) with (φ x) by (field; exact Hx).
  apply H. split.
  - split; [exact I|]. intros E. apply Hx. now symmetry.
  - cbn. unfold R_dist. now rewrite Rminus_0_r.
Qed.

Theorem minimum_multiplier η ρ εr ε h :
  0 <= εr -> 0 <= ε -> 0 < sqrt εr + ε ->
  is_derive (fun x => x - rmsprop_step η ρ εr ε 0 (fun _ => h * x) 1) 0
    (1 - η * h / (sqrt εr + ε)).
Proof.
  intros Hεr Hε HE.
  set (φ := fun x => 1 - η * h / (sqrt ((1 - ρ) * (h * x * (h * x)) + εr) + ε)).
  assert (H0 : sqrt ((1 - ρ) * (h * 0 * (h * 0)) + εr) = sqrt εr)
    by (f_equal; ring).
  replace (1 - η * h / (sqrt εr + ε)) with (φ 0) by (unfold φ; now rewrite H0).
  apply is_derive_ext with (f := fun x => x * φ x).
  { intros x. cbv beta. unfold φ, rmsprop_step, rmsprop_v, denominator, squares.
    cbn [average].
    replace (ρ * 0 + (1 - ρ) * (h * x * (h * x)) + εr)
      with ((1 - ρ) * (h * x * (h * x)) + εr) by ring.
    change (x * (1 - η * h / (sqrt ((1 - ρ) * (h * x * (h * x)) + εr) + ε))
            = x - η * (h * x / (sqrt ((1 - ρ) * (h * x * (h * x)) + εr) + ε))).
    unfold Rdiv. ring. }
  apply derive_times_continuous, continuity_pt_filterlim.
  set (w := fun x => (1 - ρ) * (h * x * (h * x)) + εr).
  change (continuity_pt
    (fct_cte 1 - fct_cte (η * h) / (comp sqrt w + fct_cte ε))%F 0).
  apply continuity_pt_minus; [apply continuity_pt_const; now intros|].
  apply continuity_pt_div; [apply continuity_pt_const; now intros| |].
  - apply continuity_pt_plus; [|apply continuity_pt_const; now intros].
    apply continuity_pt_filterlim, continuous_sqrt_comp, continuity_pt_filterlim.
    apply derivable_continuous_pt, ex_derive_Reals_0. unfold w. auto_derive. exact I.
  - change (sqrt (w 0) + ε <> 0). unfold w. rewrite H0. lra.
Qed.

Theorem minimum_multiplier_stable η εr ε h :
  0 < η * h -> 0 < sqrt εr + ε ->
  (Rabs (1 - η * h / (sqrt εr + ε)) < 1 <-> η * h < 2 * (sqrt εr + ε)).
Proof.
  intros Hηh HE. set (E := sqrt εr + ε) in *. set (q := η * h / E).
  assert (Hq : q * E = η * h) by (unfold q; field; lra).
  assert (Hq0 : 0 < q) by (apply Rdiv_lt_0_compat; lra).
  split; intros H.
  - apply Rabs_def2 in H. assert (q < 2) by lra. nra.
  - apply Rabs_def1; [lra|]. assert (q < 2); [|lra].
    apply Rmult_lt_reg_r with E; lra.
Qed.

Example minimum_multiplier_example :
  is_derive (fun x => x - rmsprop_step 1 (9 / 10) 0 1 0 (fun _ => 2 * x) 1) 0
    (1 - 1 * 2 / (sqrt 0 + 1)).
Proof. apply minimum_multiplier; try rewrite sqrt_0; lra. Qed.

Example minimum_multiplier_stable_example :
  Rabs (1 - 1 * 1 / (sqrt 0 + 1)) < 1.
Proof. apply minimum_multiplier_stable; try rewrite sqrt_0; lra. Qed.
