(** A fused multiply-add is not innocuous: computed in binary32 and rounded to
    the small format it can differ from the same operation rounded once. In e4m3
    it cannot below 2^15, which is beyond its overflow: FusedInnocuous.v.

    Each counterexample puts the product on a tie of the small format and lets
    the addend, too small for binary32 to keep, break the tie. *)

From Coq Require Import Reals Lra Lia ZArith.
From Flocq Require Import Core.
From RMSpec Require Import Rounding.
Open Scope R_scope.

(** binary16: 7 × 293 − 2^−20. *)
Theorem binary16_fma_harmful :
  is_binary16 7 /\ is_binary16 293 /\ is_binary16 (- / 1048576) /\
  binary16 (7 * 293 + - / 1048576) = 2050 /\
  binary16 (binary32 (7 * 293 + - / 1048576)) = 2052.
Proof.
  repeat split.
  - apply (FLT_spec _ _ _ _ (Float radix2 7 0));
      [unfold F2R; cbn; ring|..]; cbn; lia.
  - apply (FLT_spec _ _ _ _ (Float radix2 293 0));
      [unfold F2R; cbn; ring|..]; cbn; lia.
  - apply (FLT_spec _ _ _ _ (Float radix2 (-1) (-20)));
      [unfold F2R; cbn; lra|..]; cbn; lia.
  - unfold binary16. rewrite (rnd_at _ _ _ 12 1025 1).
    + cbn. lra.
    + cbn. rewrite Rabs_pos_eq by lra. lra.
    + reflexivity.
    + apply Znearest_imp. cbn. apply Rabs_lt. lra.
  - assert (H : binary32 (7 * 293 + - / 1048576) = 2051).
    { unfold binary32. rewrite (rnd_at _ _ _ 12 (2051 * 4096) (-12)).
      - cbn. lra.
      - cbn. rewrite Rabs_pos_eq by lra. lra.
      - reflexivity.
      - apply Znearest_imp. cbn. apply Rabs_lt. lra. }
    rewrite H. unfold binary16. rewrite (rnd_at _ _ _ 12 1026 1).
    + cbn. lra.
    + cbn. rewrite Rabs_pos_eq by lra. lra.
    + reflexivity.
    + replace (2051 * bpow radix2 (- (1))) with (IZR 1025 + / 2) by (cbn; lra).
      now rewrite nearest_tie.
Qed.

(** bfloat16: 7 × 37 − 2^−30. *)
Theorem bfloat16_fma_harmful :
  is_bfloat16 7 /\ is_bfloat16 37 /\ is_bfloat16 (- / 1073741824) /\
  bfloat16 (7 * 37 + - / 1073741824) = 258 /\
  bfloat16 (binary32 (7 * 37 + - / 1073741824)) = 260.
Proof.
  repeat split.
  - apply (FLT_spec _ _ _ _ (Float radix2 7 0));
      [unfold F2R; cbn; ring|..]; cbn; lia.
  - apply (FLT_spec _ _ _ _ (Float radix2 37 0));
      [unfold F2R; cbn; ring|..]; cbn; lia.
  - apply (FLT_spec _ _ _ _ (Float radix2 (-1) (-30)));
      [unfold F2R; cbn; lra|..]; cbn; lia.
  - unfold bfloat16. rewrite (rnd_at _ _ _ 9 129 1).
    + cbn. lra.
    + cbn. rewrite Rabs_pos_eq by lra. lra.
    + reflexivity.
    + apply Znearest_imp. cbn. apply Rabs_lt. lra.
  - assert (H : binary32 (7 * 37 + - / 1073741824) = 259).
    { unfold binary32. rewrite (rnd_at _ _ _ 9 (259 * 32768) (-15)).
      - cbn. lra.
      - cbn. rewrite Rabs_pos_eq by lra. lra.
      - reflexivity.
      - apply Znearest_imp. cbn. apply Rabs_lt. lra. }
    rewrite H. unfold bfloat16. rewrite (rnd_at _ _ _ 9 130 1).
    + cbn. lra.
    + cbn. rewrite Rabs_pos_eq by lra. lra.
    + reflexivity.
    + replace (259 * bpow radix2 (- (1))) with (IZR 129 + / 2) by (cbn; lra).
      now rewrite nearest_tie.
Qed.

(** e5m2: 24 × 24 + 2^−16. *)
Theorem e5m2_fma_harmful :
  is_e5m2 24 /\ is_e5m2 (/ 65536) /\
  e5m2 (24 * 24 + / 65536) = 640 /\
  e5m2 (binary32 (24 * 24 + / 65536)) = 512.
Proof.
  repeat split.
  - apply (FLT_spec _ _ _ _ (Float radix2 3 3));
      [unfold F2R; cbn; ring|..]; cbn; lia.
  - apply (FLT_spec _ _ _ _ (Float radix2 1 (-16)));
      [unfold F2R; cbn; lra|..]; cbn; lia.
  - unfold e5m2. rewrite (rnd_at _ _ _ 10 5 7).
    + cbn. lra.
    + cbn. rewrite Rabs_pos_eq by lra. lra.
    + reflexivity.
    + apply Znearest_imp. cbn. apply Rabs_lt. lra.
  - assert (H : binary32 (24 * 24 + / 65536) = 576).
    { unfold binary32. rewrite (rnd_at _ _ _ 10 (576 * 16384) (-14)).
      - cbn. lra.
      - cbn. rewrite Rabs_pos_eq by lra. lra.
      - reflexivity.
      - apply Znearest_imp. cbn. apply Rabs_lt. lra. }
    rewrite H. unfold e5m2. rewrite (rnd_at _ _ _ 10 4 7).
    + cbn. lra.
    + cbn. rewrite Rabs_pos_eq by lra. lra.
    + reflexivity.
    + replace (576 * bpow radix2 (- (7))) with (IZR 4 + / 2) by (cbn; lra).
      now rewrite nearest_tie.
Qed.
