(** Where a fused multiply-add through binary32 does no harm: in formats as
    small as e4m3, whose exponents leave the sum little room.

    The least bits of x y + z are worth at least 2^(2 emin). If binary32 cannot
    hold the sum, then z is so large, and x y so small, that z is what both ways
    give. FusedMultiplyAdd.v has the formats where it fails. *)

From Coq Require Import Reals Lra Lia ZArith.
From Flocq Require Import Core.
From RMSpec Require Import Rounding Innocuous SwallowedUpdate.
Open Scope R_scope.

(** Multiples of 2^e up to 2^(e + 24). *)
Lemma is_binary32_multiple n e :
  (-149 <= e)%Z -> Rabs (IZR n * bpow radix2 e) <= bpow radix2 (e + 24) ->
  is_binary32 (IZR n * bpow radix2 e).
Proof.
  intros He Hn.
  assert (Hb := bpow_gt_0 radix2 e).
  assert (Hn24 : (Z.abs n <= 2 ^ 24)%Z).
  { apply le_IZR. rewrite abs_IZR.
    apply Rmult_le_reg_r with (bpow radix2 e); [exact Hb|].
    rewrite Rabs_mult, (Rabs_pos_eq (bpow radix2 e)) in Hn by lra.
    rewrite Z.add_comm, bpow_plus in Hn. exact Hn. }
  destruct (Z.eq_dec (Z.abs n) (2 ^ 24)) as [E|E].
  - (* ± 2^(e + 24) *)
    apply (FLT_spec _ _ _ _ (Float radix2 (Z.sgn n) (e + 24))).
    + unfold F2R. cbn [Fnum Fexp].
      rewrite <- (Z.abs_sgn n) at 1. rewrite E, mult_IZR, Z.add_comm, bpow_plus.
      change (bpow radix2 24) with (IZR (2 ^ 24)). ring.
    + cbn [Fnum]. destruct n; cbn; lia.
    + cbn [Fexp]. lia.
  - apply (FLT_spec _ _ _ _ (Float radix2 n e)); cbn [Fnum Fexp].
    + reflexivity.
    + change (Zpower radix2 24) with (2 ^ 24)%Z. lia.
    + exact He.
Qed.

Lemma exact_sum_innocuous emin prec s :
  is_binary32 s -> innocuous emin prec s.
Proof.
  intros H. unfold innocuous, binary32. now rewrite (rnd_exact (-149) 24) by (lia || exact H).
Qed.

(** No number of the format is nearer to s than binary32's. *)
Lemma binary32_nearest s z : is_binary32 z -> Rabs (binary32 s - s) <= Rabs (z - s).
Proof.
  intros Hz.
  assert (Hvalid : Valid_exp (fexp (-149) 24)) by (apply FLT_exp_valid; reflexivity).
  destruct (round_N_pt radix2 (fexp (-149) 24) (fun n => negb (Z.even n)) s) as [_ H].
  apply H. now apply generic_format_FLT.
Qed.

(** A sum z + d with d small beside z is z both ways. *)
Lemma small_addend_innocuous emin prec z d :
  (1 < prec)%Z -> in_format emin prec z -> is_binary32 z ->
  2 * Rabs d < Rabs z * bpow radix2 (- prec - 1) ->
  innocuous emin prec (z + d).
Proof.
  intros Hp Hz Hz32 Hd. unfold innocuous.
  assert (P := Rabs_pos d).
  assert (N := binary32_nearest (z + d) z Hz32).
  replace (z - (z + d)) with (- d) in N by ring. rewrite Rabs_Ropp in N.
  replace (binary32 (z + d)) with (z - (z - binary32 (z + d))) by ring.
  replace (z + d) with (z - - d) at 2 by ring.
  rewrite !small_step_swallowed; try assumption; [reflexivity| |].
  - rewrite Rabs_Ropp. lra.
  - replace (z - binary32 (z + d)) with (- (binary32 (z + d) - (z + d)) - d) by ring.
    eapply Rle_lt_trans; [apply Rabs_triang|].
    rewrite !Rabs_Ropp. lra.
Qed.

(** In general: three times the precision at most emin + 22, and no result
    beyond 2^(emin + 24). *)
Theorem fma_innocuous emin prec x y z :
  (1 < prec)%Z -> (3 * prec <= emin + 22)%Z -> (emin <= 0)%Z ->
  in_format emin prec x -> in_format emin prec y -> in_format emin prec z ->
  Rabs (x * y + z) <= bpow radix2 (emin + 24) ->
  innocuous emin prec (x * y + z).
Proof.
  intros Hp He H0 [[mx ex] Hx Hmx Hex] [[my ey] Hy Hmy Hey] Hz Hs.
  assert (Hz' := Hz). destruct Hz' as [[mz ez] Ez Hmz Hez].
  cbn [Fnum Fexp] in *. change (radix_val radix2) with 2%Z in *.
  (* The sum is a multiple of 2^e where e is at most ex + ey and ez. *)
  assert (Hmultiple : forall e, (e <= ex + ey)%Z -> (e <= emin)%Z -> exists n,
            x * y + z = IZR n * bpow radix2 e).
  { intros e H1 H2.
    exists (mx * my * 2 ^ (ex + ey - e) + mz * 2 ^ (ez - e))%Z.
    rewrite Hx, Hy, Ez. unfold F2R. cbn [Fnum Fexp].
    change 2%Z with (radix_val radix2).
    rewrite plus_IZR, !mult_IZR, !IZR_Zpower by lia.
    replace (bpow radix2 ez) with (bpow radix2 (ez - e) * bpow radix2 e)
      by (rewrite <- bpow_plus; f_equal; lia).
    replace (IZR mx * bpow radix2 ex * (IZR my * bpow radix2 ey))
      with (IZR mx * IZR my * bpow radix2 (ex + ey)) by (rewrite bpow_plus; ring).
    replace (bpow radix2 (ex + ey))
      with (bpow radix2 (ex + ey - e) * bpow radix2 e)
      by (rewrite <- bpow_plus; f_equal; lia).
    ring. }
  destruct (Z_le_gt_dec emin (ex + ey)) as [Hfit|Hlow].
  { (* A multiple of 2^emin. *)
    destruct (Hmultiple emin Hfit ltac:(lia)) as [n Hn].
    apply exact_sum_innocuous. rewrite Hn in *.
    apply is_binary32_multiple; [lia|exact Hs]. }
  destruct (Rle_or_lt (Rabs (x * y + z)) (bpow radix2 (2 * emin + 24))) as [L|L].
  { (* A multiple of 2^(2 emin), and small. *)
    destruct (Hmultiple (2 * emin)%Z ltac:(lia) ltac:(lia)) as [n Hn].
    apply exact_sum_innocuous. rewrite Hn in *.
    apply is_binary32_multiple; [lia|exact L]. }
  (* x y is small, and z is large. *)
  assert (Hprod : Rabs (x * y) < bpow radix2 (2 * prec + emin - 1)).
  { assert (Hm : Rabs (IZR (mx * my)) < bpow radix2 (2 * prec)).
    { rewrite <- abs_IZR, <- IZR_Zpower by lia. apply IZR_lt.
      change (radix_val radix2) with 2%Z.
      rewrite Z.abs_mul. replace (2 * prec)%Z with (prec + prec)%Z by lia.
      rewrite Z.pow_add_r by lia. nia. }
    replace (x * y) with (IZR (mx * my) * bpow radix2 (ex + ey))
      by (rewrite Hx, Hy, mult_IZR, bpow_plus; unfold F2R; cbn [Fnum Fexp]; ring).
    rewrite Rabs_mult, (Rabs_pos_eq (bpow radix2 _)) by apply bpow_ge_0.
    apply Rlt_le_trans with (bpow radix2 (2 * prec) * bpow radix2 (ex + ey)).
    - apply Rmult_lt_compat_r; [apply bpow_gt_0|exact Hm].
    - rewrite <- bpow_plus. apply bpow_le. lia. }
  assert (Hlarge : bpow radix2 (2 * emin + 23) <= Rabs z).
  { assert (Htri := Rabs_triang (x * y) z).
    assert (bpow radix2 (2 * prec + emin - 1) <= bpow radix2 (2 * emin + 23))
      by (apply bpow_le; lia).
    assert (bpow radix2 (2 * emin + 24) = 2 * bpow radix2 (2 * emin + 23)).
    { replace (2 * emin + 24)%Z with (1 + (2 * emin + 23))%Z by lia.
      rewrite bpow_plus. reflexivity. }
    lra. }
  rewrite Rplus_comm. apply small_addend_innocuous; try assumption.
  - apply (FLT_spec _ _ _ _ (Float radix2 mz ez)); cbn [Fnum Fexp]; try lia.
    + exact Ez.
    + change (radix_val radix2) with 2%Z. eapply Z.lt_le_trans; [exact Hmz|].
      apply Z.pow_le_mono_r; lia.
  - apply Rlt_le_trans with (bpow radix2 (2 * emin + 23) * bpow radix2 (- prec - 1)).
    + apply Rlt_le_trans with (2 * bpow radix2 (2 * prec + emin - 1)); [lra|].
      change 2 with (bpow radix2 1) at 1. rewrite <- !bpow_plus.
      apply bpow_le. lia.
    + apply Rmult_le_compat_r; [apply bpow_ge_0|exact Hlarge].
Qed.

(** So in e4m3, whose results above 464 overflow. *)
Theorem e4m3_fma_innocuous x y z :
  is_e4m3 x -> is_e4m3 y -> is_e4m3 z -> Rabs (x * y + z) <= 32768 ->
  innocuous (-9) 4 (x * y + z).
Proof.
  intros Hx Hy Hz Hs. apply fma_innocuous; try lia; assumption.
Qed.

(** The limit is needed, though the numbers are within e4m3's range of 448: above
    it 384 × 112 + 2^−9 would break a tie, as in FusedMultiplyAdd.v. *)
Theorem e4m3_fma_needs_limit :
  is_e4m3 384 /\ is_e4m3 112 /\ is_e4m3 (/ 512) /\
  e4m3 (384 * 112 + / 512) = 45056 /\
  e4m3 (binary32 (384 * 112 + / 512)) = 40960.
Proof.
  repeat split.
  - apply (FLT_spec _ _ _ _ (Float radix2 3 7));
      [unfold F2R; cbn; ring|..]; cbn; lia.
  - apply (FLT_spec _ _ _ _ (Float radix2 7 4));
      [unfold F2R; cbn; ring|..]; cbn; lia.
  - apply (FLT_spec _ _ _ _ (Float radix2 1 (-9)));
      [unfold F2R; cbn; lra|..]; cbn; lia.
  - unfold e4m3. rewrite (rnd_at _ _ _ 16 11 12).
    + cbn. lra.
    + cbn. rewrite Rabs_pos_eq by lra. lra.
    + reflexivity.
    + apply Znearest_imp. cbn. apply Rabs_lt. lra.
  - assert (H : binary32 (384 * 112 + / 512) = 43008).
    { unfold binary32. rewrite (rnd_at _ _ _ 16 (43008 * 256) (-8)).
      - cbn. lra.
      - cbn. rewrite Rabs_pos_eq by lra. lra.
      - reflexivity.
      - replace ((384 * 112 + / 512) * bpow radix2 (- (-8)))
          with (IZR (43008 * 256) + / 2) by (cbn; lra).
        now rewrite nearest_tie. }
    rewrite H. unfold e4m3. rewrite (rnd_at _ _ _ 16 10 12).
    + cbn. lra.
    + cbn. rewrite Rabs_pos_eq by lra. lra.
    + reflexivity.
    + replace (43008 * bpow radix2 (- (12))) with (IZR 10 + / 2) by (cbn; lra).
      now rewrite nearest_tie.
Qed.

Example fma_innocuous_example : innocuous (-9) 4 (1 * 1 + 1).
Proof.
  apply fma_innocuous; try lia; try (apply in_format_one; lia).
  rewrite Rabs_pos_eq by lra. cbn. lra.
Qed.

Example e4m3_fma_innocuous_example : innocuous (-9) 4 (1 * 1 + 1).
Proof.
  apply e4m3_fma_innocuous; try (apply in_format_one; lia).
  rewrite Rabs_pos_eq by lra. lra.
Qed.
