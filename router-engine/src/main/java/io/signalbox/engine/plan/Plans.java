package io.signalbox.engine.plan;

import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.workspace.DiskText;
import io.signalbox.engine.workspace.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The plans of a home. A file with an error has none: a half-read plan would call calls free that
/// are not. Immutable.
///
/// @param plans the first that includes a model counts its calls
/// @param problems what is wrong with the file
public record Plans(List<PaidPlan> plans, List<Problem> problems) {
  /// The file's name in a home.
  public static final String FILE = "plans.yaml";

  /// There are none.
  public static final Plans NONE = new Plans(List.of(), List.of());

  public Plans {
    plans = List.copyOf(plans);
    problems = List.copyOf(problems);
  }

  /// Reads the file of a home, which need not exist.
  public static Plans load(Path home) {
    Path file = home.resolve(FILE);
    if (!Files.exists(file)) {
      return NONE;
    }
    try {
      DiskText.Held held = DiskText.read(file);
      return held.problem()
          .map(why -> new Plans(List.of(), List.of(why)))
          .orElseGet(() -> read(file.toString(), held.text().orElse("")));
    } catch (IOException e) {
      var problem = Problem.of(ProblemCode.PLANS_UNREADABLE).with("file", file.toString());
      return new Plans(List.of(), List.of(problem.with("reason", String.valueOf(e.getMessage()))));
    }
  }

  /// Reads a text.
  ///
  /// @param fileName how problems call it
  public static Plans read(String fileName, String text) {
    YamlReader.Made<List<PaidPlan>> made = YamlReader.read(fileName, text, PlanReader::read);
    boolean sound = made.problems().stream().noneMatch(Problem::isError);
    return new Plans(sound ? made.value().orElse(List.of()) : List.of(), made.problems());
  }

  /// The plan that calls of a model belong to; empty if to none.
  ///
  /// @param model with the one key that it is called with
  public Optional<PaidPlan> of(Model model, CallDefaults defaults) {
    return plans.stream().filter(plan -> plan.includes(model, defaults)).findFirst();
  }
}
