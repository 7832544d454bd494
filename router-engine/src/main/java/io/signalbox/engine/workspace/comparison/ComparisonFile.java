package io.signalbox.engine.workspace.comparison;

import io.signalbox.engine.catalog.Money;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// Which models are compared on which prompts, and by what. Immutable.
///
/// @param name how people call it; empty: as its file
/// @param graph the graph's file, relative to this one's
/// @param models ids of models of the graph, or `PROVIDER/MODEL` of others
/// @param graphs files of whole graphs that are compared, too
/// @param checks of every answer
/// @param system the system prompt of prompts that have none
/// @param maxTokens the limit of answers to prompts that have none
/// @param usd the most that a run may cost; empty: no cap
/// @param parallel how many calls may be under way at once
/// @param seed draws the order in which a judge is shown answers
public record ComparisonFile(
    String name,
    String graph,
    List<String> models,
    List<String> graphs,
    List<PromptSource> prompts,
    List<AnswerCheck> checks,
    Optional<JudgeWish> judge,
    Optional<String> system,
    OptionalInt maxTokens,
    OptionalDouble temperature,
    Optional<Money> usd,
    int parallel,
    long seed) {
  /// The calls at once if the file does not say it.
  public static final int USUAL_PARALLEL = 4;

  /// The most calls at once.
  public static final int MOST_PARALLEL = 64;

  public ComparisonFile {
    models = List.copyOf(models);
    graphs = List.copyOf(graphs);
    prompts = List.copyOf(prompts);
    checks = List.copyOf(checks);
  }

  /// A judge that compares each answer with that of one of the models.
  ///
  /// @param model the judge: a model's id, or `PROVIDER/MODEL`
  /// @param base the model or graph whose answers the others are compared with; empty: the first
  /// @param rubric what makes an answer better; empty: the usual question
  /// @param bothOrders whether each pair is judged twice, in either order
  public record JudgeWish(
      String model, Optional<String> base, Optional<String> rubric, boolean bothOrders) {}
}
