(** When a parameter does not move: its update is lost in rounding.

    θ has neighbours pred θ and succ θ in the format. Subtracting s leaves θ
    where it is exactly when s is within half the gap on its side; half the gap
    itself is a tie, and leaves θ where its mantissa is even. *)

From Coq Require Import Reals Lra Lia ZArith.
From Flocq Require Import Core.
From RMSpec Require Import Rounding.
Open Scope R_scope.

Section Format.

Variables emin prec : Z.
Hypothesis Hprec : (1 < prec)%Z.

Notation F := (generic_format radix2 (fexp emin prec)).
Notation above θ := (succ radix2 (fexp emin prec) θ).
Notation below θ := (pred radix2 (fexp emin prec) θ).

Instance prec_positive : Prec_gt_0 prec.
Proof. unfold Prec_gt_0. lia. Qed.

Instance nearest_even_exists : Exists_NE radix2 (fexp emin prec).
Proof. apply exists_NE_FLT. now right. Qed.

(** The last bit of θ's mantissa is 0. *)
Definition even_mantissa (θ : R) : Prop :=
  exists m : Z, Z.even m = true /\
    θ = IZR m * bpow radix2 (cexp radix2 (fexp emin prec) θ).

Lemma even_mantissa_NE θ x :
  even_mantissa θ <-> NE_prop radix2 (fexp emin prec) x θ.
Proof.
  split.
  - intros [m [Hm Hθ]].
    exists (Float radix2 m (cexp radix2 (fexp emin prec) θ)). repeat split.
    + exact Hθ.
    + unfold canonical. cbn [Fexp]. f_equal. exact Hθ.
    + exact Hm.
  - intros [[m e] [Hθ [Hc Hm]]]. exists m. split; [exact Hm|].
    unfold canonical in Hc. cbn [Fnum Fexp] in Hc.
    rewrite <- Hθ in Hc. rewrite <- Hc. exact Hθ.
Qed.

(** Between neighbours lies nothing: at their midpoint both are nearest. *)
Lemma midpoint_nearest a b f :
  F a -> F b -> a <= b -> (forall f', F f' -> f' <= a \/ b <= f') ->
  f = a \/ f = b -> Rnd_N_pt F ((a + b) / 2) f.
Proof.
  intros Ha Hb Hab Hgap Hf. split.
  - now destruct Hf as [->| ->].
  - intros g Hg.
    assert (Rabs (f - (a + b) / 2) = (b - a) / 2) as ->.
    { destruct Hf as [->| ->].
      - rewrite Rabs_minus_sym, Rabs_pos_eq; lra.
      - rewrite Rabs_pos_eq; lra. }
    destruct (Hgap g Hg) as [H|H].
    + rewrite Rabs_minus_sym, Rabs_pos_eq; lra.
    + rewrite Rabs_pos_eq; lra.
Qed.

Lemma above_gap θ : F θ -> forall f, F f -> f <= θ \/ above θ <= f.
Proof.
  intros Hθ f Hf. destruct (Rle_or_lt f θ) as [H|H]; [now left|right].
  apply succ_le_lt; auto with typeclass_instances.
Qed.

Lemma below_gap θ : F θ -> forall f, F f -> f <= below θ \/ θ <= f.
Proof.
  intros Hθ f Hf. destruct (Rle_or_lt θ f) as [H|H]; [now right|left].
  apply pred_ge_gt; auto with typeclass_instances.
Qed.

Theorem swallowed_iff θ s :
  in_format emin prec θ -> θ <> 0 ->
  (rnd emin prec (θ - s) = θ <->
   - (above θ - θ) / 2 < s < (θ - below θ) / 2 \/
   even_mantissa θ /\ (s = - (above θ - θ) / 2 \/ s = (θ - below θ) / 2)).
Proof.
  intros Hformat H0.
  assert (Hθ : F θ) by (apply generic_format_FLT; exact Hformat).
  assert (Hs : θ < above θ) by now apply succ_gt_id.
  assert (Hp : below θ < θ) by now apply pred_lt_id.
  assert (HFs : F (above θ)) by (apply generic_format_succ; auto with typeclass_instances).
  assert (HFp : F (below θ)) by (apply generic_format_pred; auto with typeclass_instances).
  assert (Hps : below (above θ) = θ) by (apply pred_succ; auto with typeclass_instances).
  assert (Hsp : above (below θ) = θ) by (apply succ_pred; auto with typeclass_instances).
  set (x := θ - s).
  assert (HNE := round_NE_pt radix2 (fexp emin prec) x).
  fold (rnd emin prec x) in HNE. fold x.
  split.
  - intros Heq. rewrite Heq in HNE.
    assert (Hup : x <= (θ + above θ) / 2).
    { destruct (Rle_or_lt x ((θ + above θ) / 2)) as [L|L]; [exact L|exfalso].
      assert (H : above θ <= rnd emin prec x).
      { apply round_N_ge_midp; auto with typeclass_instances.
        rewrite Hps. lra. }
      lra. }
    assert (Hlo : (below θ + θ) / 2 <= x).
    { destruct (Rle_or_lt ((below θ + θ) / 2) x) as [L|L]; [exact L|exfalso].
      assert (H : rnd emin prec x <= below θ).
      { apply round_N_le_midp; auto with typeclass_instances.
        rewrite Hsp. lra. }
      lra. }
    destruct (Req_dec x ((θ + above θ) / 2)) as [E1|N1].
    + right. split; [|left; unfold x in E1; lra].
      destruct HNE as [_ [Hev|Huniq]]; [now apply (even_mantissa_NE θ x)|exfalso].
      assert (H : above θ = θ).
      { apply Huniq. rewrite E1. apply midpoint_nearest; auto; try lra.
        now apply above_gap. }
      lra.
    + destruct (Req_dec x ((below θ + θ) / 2)) as [E2|N2].
      * right. split; [|right; unfold x in E2; lra].
        destruct HNE as [_ [Hev|Huniq]];
          [now apply (even_mantissa_NE θ x)|exfalso].
        assert (H : below θ = θ).
        { apply Huniq. rewrite E2. apply midpoint_nearest; auto; try lra.
          now apply below_gap. }
        lra.
      * left. unfold x in *. lra.
  - intros [Hin|[Hev Htie]].
    + apply Rle_antisym.
      * apply round_N_le_midp; auto with typeclass_instances. unfold x. lra.
      * apply round_N_ge_midp; auto with typeclass_instances. unfold x. lra.
    + apply (round_unique (Rnd_NE_pt radix2 (fexp emin prec))
               (Rnd_NE_pt_monotone radix2 (fexp emin prec)) x); [exact HNE|].
      split; [|left; now apply even_mantissa_NE].
      destruct Htie as [E|E].
      * replace x with ((θ + above θ) / 2) by (unfold x; lra).
        apply midpoint_nearest; auto; try lra. now apply above_gap.
      * replace x with ((below θ + θ) / 2) by (unfold x; lra).
        apply midpoint_nearest; auto; try lra. now apply below_gap.
Qed.

(** Both gaps are at least 2^−prec |θ|, subnormal numbers included. *)
Lemma gap_below θ : F θ -> 0 < θ -> θ * bpow radix2 (- prec) <= θ - below θ.
Proof.
  intros Hθ H0.
  assert (Hpl : below θ + ulp radix2 (fexp emin prec) (below θ) = θ)
    by (apply pred_plus_ulp; auto with typeclass_instances).
  set (p := below θ) in *. set (w := ulp radix2 (fexp emin prec) p) in *.
  assert (Hp0 : 0 <= p) by (apply pred_ge_0; auto with typeclass_instances).
  assert (HFp : F p) by (apply generic_format_pred; auto with typeclass_instances).
  assert (Hlt : p * bpow radix2 (- prec) < w).
  { rewrite <- (Rabs_pos_eq p Hp0) at 1. apply ulp_FLT_gt; auto with typeclass_instances. }
  (* 2^prec w is in the format and above p, so it is at least succ p = θ. *)
  assert (Hb : bpow radix2 prec * bpow radix2 (- prec) = 1).
  { rewrite <- bpow_plus. replace (prec + - prec)%Z with 0%Z by lia. reflexivity. }
  assert (Hbp : 0 < bpow radix2 prec) by apply bpow_gt_0.
  assert (Hbn : 0 < bpow radix2 (- prec)) by apply bpow_gt_0.
  assert (HF : F (bpow radix2 prec * w)).
  { unfold w.
    assert (He : exists e, (emin <= e)%Z /\
        ulp radix2 (fexp emin prec) p = bpow radix2 e).
    { clearbody p. destruct (Req_dec p 0) as [->|Hn].
      - exists emin. split; [lia|]. apply ulp_FLT_small.
        + exact prec_positive.
        + rewrite Rabs_R0. apply bpow_gt_0.
      - exists (cexp radix2 (fexp emin prec) p).
        split; [unfold cexp, FLT_exp; lia|]. now apply (ulp_neq_0 radix2 (fexp emin prec)). }
    destruct He as [e [He ->]]. rewrite <- bpow_plus.
    apply generic_format_bpow. unfold FLT_exp. lia. }
  assert (Hup : θ <= bpow radix2 prec * w).
  { rewrite <- (succ_pred radix2 (fexp emin prec) θ Hθ). fold p.
    apply succ_le_lt; auto with typeclass_instances. nra. }
  nra.
Qed.

Lemma gap_above θ : 0 < θ -> θ * bpow radix2 (- prec) <= above θ - θ.
Proof.
  intros H0. rewrite succ_eq_pos by lra.
  assert (H := ulp_FLT_gt radix2 emin prec θ). rewrite Rabs_pos_eq in H by lra.
  lra.
Qed.

Lemma rnd_opp x : rnd emin prec (- x) = - rnd emin prec x.
Proof. apply round_NE_opp. Qed.

Lemma in_format_opp x : in_format emin prec x -> in_format emin prec (- x).
Proof.
  intros [[m e] H1 H2 H3]. apply (FLT_spec _ _ _ _ (Float radix2 (- m) e)).
  - rewrite H1. now rewrite F2R_Zopp.
  - cbn [Fnum] in *. now rewrite Z.abs_opp.
  - exact H3.
Qed.

(** A step below 2^−(prec+1) |θ| is always lost. *)
Theorem small_step_swallowed θ s :
  in_format emin prec θ -> Rabs s < Rabs θ * bpow radix2 (- prec - 1) ->
  rnd emin prec (θ - s) = θ.
Proof.
  assert (Hhalf : bpow radix2 (- prec - 1) = bpow radix2 (- prec) / 2)
    by (unfold Z.sub; rewrite bpow_plus; cbn; lra).
  rewrite Hhalf.
  assert (Hpos : forall θ s, 0 < θ -> in_format emin prec θ ->
            Rabs s < Rabs θ * (bpow radix2 (- prec) / 2) ->
            rnd emin prec (θ - s) = θ).
  { clear θ s. intros θ s H0 Hθ Hs. apply swallowed_iff; [exact Hθ|lra|left].
    rewrite (Rabs_pos_eq θ) in Hs by lra. apply Rabs_lt_inv in Hs.
    assert (H1 := gap_above θ H0).
    assert (H2 := gap_below θ (generic_format_FLT _ _ _ _ Hθ) H0). lra. }
  intros Hθ Hs. destruct (total_order_T θ 0) as [[H0| ->]|H0].
  - replace (θ - s) with (- (- θ - - s)) by ring. rewrite rnd_opp.
    rewrite Hpos; [ring|lra|now apply in_format_opp|].
    now rewrite !Rabs_Ropp.
  - exfalso. rewrite Rabs_R0 in Hs. assert (H := Rabs_pos s). lra.
  - now apply Hpos.
Qed.

(** In the normal range a step above 2^−prec |θ| never is. *)
Theorem large_step_moves θ s :
  in_format emin prec θ -> bpow radix2 (emin + prec - 1) <= Rabs θ ->
  Rabs θ * bpow radix2 (- prec) < Rabs s ->
  rnd emin prec (θ - s) <> θ.
Proof.
  assert (Hpos : forall θ s, 0 < θ -> in_format emin prec θ ->
            bpow radix2 (emin + prec - 1) <= Rabs θ ->
            Rabs θ * bpow radix2 (- prec) < Rabs s ->
            rnd emin prec (θ - s) <> θ).
  { clear θ s. intros θ s H0 Hθ Hn Hs Heq.
    assert (Hu := ulp_FLT_le radix2 emin prec θ Hn).
    rewrite (Rabs_pos_eq θ) in Hs, Hu by lra.
    assert (Hb : bpow radix2 (1 - prec) = 2 * bpow radix2 (- prec))
      by (unfold Z.sub; rewrite bpow_plus; reflexivity).
    rewrite Hb in Hu.
    assert (Ha : above θ - θ = ulp radix2 (fexp emin prec) θ)
      by (rewrite succ_eq_pos by lra; lra).
    assert (HF := generic_format_FLT _ _ _ _ Hθ).
    assert (Hl : θ - below θ <= ulp radix2 (fexp emin prec) θ).
    { assert (Hpl : below θ + ulp radix2 (fexp emin prec) (below θ) = θ)
        by (apply pred_plus_ulp; auto with typeclass_instances).
      assert (Hp0 : 0 <= below θ)
        by (apply pred_ge_0; auto with typeclass_instances).
      assert (H := ulp_le_pos radix2 (fexp emin prec) (below θ) θ Hp0
                     (pred_le_id _ _ θ)).
      lra. }
    assert (Hle : below θ <= θ) by apply pred_le_id.
    assert (Hu0 := ulp_ge_0 radix2 (fexp emin prec) θ).
    assert (Habs : Rabs s <= ulp radix2 (fexp emin prec) θ / 2).
    { apply (swallowed_iff θ s Hθ ltac:(lra)) in Heq.
      apply Rabs_le. destruct Heq as [H|[_ [H|H]]]; lra. }
    lra. }
  intros Hθ Hn Hs. destruct (total_order_T θ 0) as [[H0| ->]|H0].
  - intros Heq. apply (Hpos (- θ) (- s)); try rewrite !Rabs_Ropp; try assumption.
    + lra.
    + now apply in_format_opp.
    + replace (- θ - - s) with (- (θ - s)) by ring.
      now rewrite rnd_opp, Heq.
  - exfalso. rewrite Rabs_R0 in Hn.
    apply (Rlt_irrefl 0). eapply Rlt_le_trans; [|exact Hn]. apply bpow_gt_0.
  - now apply Hpos.
Qed.

End Format.

Lemma is_bfloat16_one : is_bfloat16 1.
Proof.
  apply (FLT_spec _ _ _ _ (Float radix2 1 0));
    [unfold F2R; cbn; ring|..]; cbn; lia.
Qed.

(** At θ = 1, bfloat16 has 1 − 2^−8 below and 1 + 2^−7 above. *)
Theorem bfloat16_swallowed_at_one s :
  bfloat16 (1 - s) = 1 <-> - / 256 <= s <= / 512.
Proof.
  unfold bfloat16.
  assert (P : Prec_gt_0 8) by reflexivity.
  assert (Hsucc : succ radix2 (fexp (-133) 8) 1 = 1 + / 128).
  { change 1 with (bpow radix2 0) at 1. rewrite succ_eq_pos by apply bpow_ge_0.
    rewrite ulp_bpow. cbn. lra. }
  assert (Hpred : pred radix2 (fexp (-133) 8) 1 = 1 - / 256).
  { change 1 with (bpow radix2 0) at 1.
    rewrite pred_bpow by auto with typeclass_instances. cbn. lra. }
  rewrite (swallowed_iff (-133) 8 ltac:(lia) 1 s is_bfloat16_one) by lra.
  rewrite Hsucc, Hpred.
  assert (Hev : even_mantissa (-133) 8 1).
  { exists 128%Z. split; [reflexivity|]. unfold cexp.
    change 1 with (bpow radix2 0) at 2. rewrite mag_bpow. cbn. lra. }
  split.
  - intros [H|[_ [H|H]]]; lra.
  - intros H. destruct (Req_dec s (- / 256)) as [->|N1].
    + right. split; [exact Hev|left; lra].
    + destruct (Req_dec s (/ 512)) as [->|N2].
      * right. split; [exact Hev|right; lra].
      * left. lra.
Qed.

Example swallowed_iff_example : in_format (-133) 8 1 /\ 1 <> 0.
Proof. split; [exact is_bfloat16_one|lra]. Qed.

Example small_step_swallowed_example : rnd (-133) 8 (1 - / 1000) = 1.
Proof.
  apply small_step_swallowed; [lia|exact is_bfloat16_one|].
  cbn. rewrite Rabs_R1, Rabs_pos_eq; lra.
Qed.

Example large_step_moves_example : rnd (-133) 8 (1 - / 100) <> 1.
Proof.
  apply large_step_moves; [lia|exact is_bfloat16_one|..].
  - rewrite Rabs_R1. change 1 with (bpow radix2 0). apply bpow_le. lia.
  - cbn. rewrite Rabs_R1, Rabs_pos_eq; lra.
Qed.
