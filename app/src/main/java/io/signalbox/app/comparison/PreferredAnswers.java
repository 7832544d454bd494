package io.signalbox.app.comparison;

import io.signalbox.app.tryout.Answer;
import io.signalbox.engine.catalog.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Which answers were preferred since the program started, with their prompts, as outcomes that a
/// router can learn from. They are in memory only, until the user writes them to a file. For the UI
/// thread.
final class PreferredAnswers {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final List<List<Outcome>> all = new ArrayList<>();

  private record Outcome(String text, String model, int score, Optional<BigDecimal> usd) {
    String line() {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("text", text);
      members.put("model", model);
      members.put("score", score);
      usd.ifPresent(cost -> members.put("cost", cost));
      return MAPPER.writeValueAsString(members);
    }
  }

  /// An answer that was compared.
  record Judged(ComparisonTarget by, Optional<Answer> answer, boolean won) {}

  /// Adds one choice: the preferred answer scores 1, those beside it 0. Answers of whole graphs, of
  /// simulated models, and those that broke off say nothing of a model and are left out; a choice
  /// of which less than two answers are left is none.
  ///
  /// @return whether it was one
  boolean add(String prompt, List<Judged> judged) {
    List<Outcome> outcomes =
        judged.stream().flatMap(each -> outcome(prompt, each).stream()).toList();
    boolean chosen = outcomes.size() > 1 && outcomes.stream().anyMatch(each -> each.score() == 1);
    if (chosen) {
      all.add(outcomes);
    }
    return chosen;
  }

  private static Optional<Outcome> outcome(String prompt, Judged judged) {
    return judged.by() instanceof ComparisonTarget.OfModel
        ? judged
            .answer()
            .filter(answer -> answer.phase() == Answer.Phase.WHOLE && !answer.simulated())
            .map(answer ->
                new Outcome(
                    prompt, judged.by().id(), judged.won() ? 1 : 0, answer.usd().map(Money::usd)))
        : Optional.empty();
  }

  /// Forgets the last choice.
  void dropLast() {
    all.removeLast();
  }

  /// How many choices there are.
  int size() {
    return all.size();
  }

  /// JSON lines, as `signalbox train` reads them.
  String lines() {
    return all.stream()
        .flatMap(List::stream)
        .map(each -> each.line() + "\n")
        .collect(Collectors.joining());
  }
}
