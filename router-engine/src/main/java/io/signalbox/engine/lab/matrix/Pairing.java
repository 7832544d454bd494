package io.signalbox.engine.lab.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which answers are compared with those of the base, and which comparisons are still to be made.
///
/// @param there verdicts that are in the journal
/// @param open what is to be asked
record Pairing(int there, List<Pair> open) {
  /// One question to the judge.
  ///
  /// @param answer of the other model
  /// @param base the answer that it is compared with
  /// @param turn 0, or 1 for the second time, in the other order
  record Pair(MatrixPrompt prompt, MatrixCell answer, MatrixCell base, int turn) {
    MatrixVerdict.VerdictKey key(MatrixJudge judge) {
      return new MatrixVerdict.VerdictKey(judge.key(), answer.at(), base.at().target(), turn);
    }
  }

  int missing() {
    return open.size();
  }

  static Pairing of(MatrixPlan plan, MatrixJudge judge, MatrixRecord record) {
    var open = new ArrayList<Pair>();
    int there = 0;
    for (MatrixPrompt prompt : plan.prompts()) {
      Optional<MatrixCell> base = answer(record, judge.base(), prompt);
      for (MatrixTarget target : plan.targets()) {
        Optional<MatrixCell> other =
            target.equals(judge.base()) ? Optional.empty() : answer(record, target, prompt);
        if (base.isEmpty() || other.isEmpty()) {
          continue;
        }
        for (int turn = 0; turn < judge.turns(); turn++) {
          var pair = new Pair(prompt, other.get(), base.get(), turn);
          if (record.verdicts().containsKey(pair.key(judge))) {
            there++;
          } else {
            open.add(pair);
          }
        }
      }
    }
    return new Pairing(there, open);
  }

  private static Optional<MatrixCell> answer(
      MatrixRecord record, MatrixTarget target, MatrixPrompt prompt) {
    return record.cell(target, prompt).filter(MatrixCell::isAnswered);
  }
}
