(** The rules of SPEC.md in real arithmetic, with its letters.

    Gradients are a sequence [g : nat -> R]; [g t] is the gradient of step t,
    and steps count from 1, so [g 0] is never used. What a rule keeps after t
    steps is a function of t, and so is its step [s]: the number that step t
    subtracts from the parameter θ. [εr] is ε_root, added under the root, and
    [ε] is added outside. *)

From Coq Require Export Reals.
From Coq Require Import Lra.
Open Scope R_scope.

(** An exponential moving average of x_1, x_2, ..., which starts at x0. *)
Fixpoint average (ρ x0 : R) (x : nat -> R) (t : nat) : R :=
  match t with
  | O => x0
  | S k => ρ * average ρ x0 x k + (1 - ρ) * x t
  end.

Definition squares (g : nat -> R) (t : nat) : R := g t * g t.

(** D of SPEC.md. *)
Definition denominator (εr ε q : R) : R := sqrt (q + εr) + ε.

(** ** AdaGrad, SPEC.md §3 *)

Fixpoint adagrad_v (v0 : R) (g : nat -> R) (t : nat) : R :=
  match t with
  | O => v0
  | S k => adagrad_v v0 g k + g t * g t
  end.

Definition adagrad_step (η εr ε v0 : R) (g : nat -> R) (t : nat) : R :=
  η * (g t / denominator εr ε (adagrad_v v0 g t)).

(** ** RMSprop, SPEC.md §4, not centered, without momentum *)

Definition rmsprop_v (ρ v0 : R) (g : nat -> R) (t : nat) : R :=
  average ρ v0 (squares g) t.

Definition rmsprop_step (η ρ εr ε v0 : R) (g : nat -> R) (t : nat) : R :=
  η * (g t / denominator εr ε (rmsprop_v ρ v0 g t)).

(** ** RMSprop, SPEC.md §4, centered, without momentum

    The gradients' average starts at 0, and q is v less its square. *)

Definition rmsprop_centered_q (ρ v0 : R) (g : nat -> R) (t : nat) : R :=
  rmsprop_v ρ v0 g t - average ρ 0 g t ^ 2.

Definition rmsprop_centered_step
    (η ρ εr ε v0 : R) (g : nat -> R) (t : nat) : R :=
  η * (g t / denominator εr ε (rmsprop_centered_q ρ v0 g t)).

(** ** RMSprop, SPEC.md §4, not centered, with momentum *)

(** The buffer b, which starts at 0, from r_1, r_2, ... *)
Fixpoint momentum_buffer (μ : R) (r : nat -> R) (t : nat) : R :=
  match t with
  | O => 0
  | S k => μ * momentum_buffer μ r k + r t
  end.

(** η outside the buffer, and one η. *)
Definition rmsprop_momentum_step
    (η ρ μ εr ε v0 : R) (g : nat -> R) (t : nat) : R :=
  η * momentum_buffer μ (fun k => g k / denominator εr ε (rmsprop_v ρ v0 g k)) t.

(** η inside, where a schedule changes what enters from then on. *)
Definition rmsprop_momentum_inside_step
    (η : nat -> R) (ρ μ εr ε v0 : R) (g : nat -> R) (t : nat) : R :=
  momentum_buffer μ
    (fun k => η k * (g k / denominator εr ε (rmsprop_v ρ v0 g k))) t.

(** ** Adam, SPEC.md §5 *)

Definition adam_m (β1 m0 : R) (g : nat -> R) (t : nat) : R :=
  average β1 m0 g t.

Definition adam_v (β2 v0 : R) (g : nat -> R) (t : nat) : R :=
  average β2 v0 (squares g) t.

(** The corrected moments. *)
Definition adam_n (β1 m0 : R) (g : nat -> R) (t : nat) : R :=
  adam_m β1 m0 g t / (1 - β1 ^ t).

Definition adam_w (β2 v0 : R) (g : nat -> R) (t : nat) : R :=
  adam_v β2 v0 g t / (1 - β2 ^ t).

(** Both corrections on, [epsilonFrame = corrected]: the usual Adam. *)
Definition adam_step (η β1 β2 εr ε m0 v0 : R) (g : nat -> R) (t : nat) : R :=
  η * (adam_n β1 m0 g t / denominator εr ε (adam_w β2 v0 g t)).

(** Both corrections on, [epsilonFrame = raw]: ε-hat. *)
Definition adam_raw_frame_step
    (η β1 β2 εr ε m0 v0 : R) (g : nat -> R) (t : nat) : R :=
  η * (adam_n β1 m0 g t
       / (denominator εr ε (adam_v β2 v0 g t) / sqrt (1 - β2 ^ t))).

(** Both corrections off. *)
Definition adam_uncorrected_step
    (η β1 β2 εr ε m0 v0 : R) (g : nat -> R) (t : nat) : R :=
  η * (adam_m β1 m0 g t / denominator εr ε (adam_v β2 v0 g t)).

(** ** AMSGrad, SPEC.md §6, [maximumFrame = raw] *)

Fixpoint amsgrad_x (β2 v0 x0 : R) (g : nat -> R) (t : nat) : R :=
  match t with
  | O => x0
  | S k => Rmax (amsgrad_x β2 v0 x0 g k) (adam_v β2 v0 g t)
  end.

(** Both corrections off. *)
Definition amsgrad_step
    (η β1 β2 εr ε m0 v0 x0 : R) (g : nat -> R) (t : nat) : R :=
  η * (adam_m β1 m0 g t / denominator εr ε (amsgrad_x β2 v0 x0 g t)).

(** Both corrections on, [epsilonFrame = corrected]. *)
Definition amsgrad_corrected_step
    (η β1 β2 εr ε m0 v0 x0 : R) (g : nat -> R) (t : nat) : R :=
  η * (adam_n β1 m0 g t
       / denominator εr ε (amsgrad_x β2 v0 x0 g t / (1 - β2 ^ t))).

(** ** Decoupled weight decay, SPEC.md §1.4

    The new parameter from the old one, the step s, κ and λ. *)

Definition decay_before (κ λ s θ : R) : R := θ * (1 - κ * λ) - s.
Definition decay_same (κ λ s θ : R) : R := θ - (s + κ * λ * θ).
Definition decay_after (κ λ s θ : R) : R := (θ - s) * (1 - κ * λ).
