package io.signalbox.engine.api;

import io.signalbox.engine.api.Matrices.MatrixOpening;
import io.signalbox.engine.graph.CacheNode;
import io.signalbox.engine.graph.MirrorNode;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.Fingerprints;
import io.signalbox.engine.lab.SimulatedGraph;
import io.signalbox.engine.lab.judge.JudgePlan;
import io.signalbox.engine.lab.matrix.MatrixJudge;
import io.signalbox.engine.lab.matrix.MatrixPlan;
import io.signalbox.engine.lab.matrix.MatrixPrompt;
import io.signalbox.engine.lab.matrix.MatrixTarget;
import io.signalbox.engine.lab.matrix.PromptSets;
import io.signalbox.engine.text.Nearest;
import io.signalbox.engine.workspace.DiskText;
import io.signalbox.engine.workspace.comparison.AnswerCheck;
import io.signalbox.engine.workspace.comparison.ComparisonFile;
import io.signalbox.engine.workspace.comparison.ComparisonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Makes a plan of a comparison's file. For one thread, for one file.
final class MatrixPlanning {
  private static final int KEY = 16;
  private static final int MOST_TARGETS = 50;

  private final Engine engine;
  private final Path file;
  private final Path folder;
  private final boolean simulated;
  private final List<String> problems = new ArrayList<>();

  MatrixPlanning(Engine engine, Path file, boolean simulated) {
    this.engine = engine;
    this.file = file;
    this.folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    this.simulated = simulated;
  }

  MatrixOpening of(ComparisonText text) {
    text.problems().stream().filter(Problem::isError).map(Problem::line).forEach(problems::add);
    return text.isSound() ? plan(text.file().orElseThrow()) : new MatrixOpening.Failed(problems);
  }

  private MatrixOpening plan(ComparisonFile comparison) {
    Optional<RoutingGraph> graph = graph(comparison.graph());
    PromptSets.Gathered prompts = PromptSets.of(comparison, folder);
    problems.addAll(prompts.problems());
    encoders(prompts.prompts());
    List<MatrixTarget> targets = graph.map(each -> targets(comparison, each)).orElse(List.of());
    Optional<MatrixJudge> judge =
        graph.flatMap(each -> comparison.judge().flatMap(wish -> judge(wish, each, targets)));
    long cells = (long) targets.size() * prompts.prompts().size();
    if (cells > MatrixPlan.MOST_CELLS) {
      problems.add(cells + " answers are more than the " + MatrixPlan.MOST_CELLS + " of one run.");
    }
    return problems.isEmpty()
        ? new MatrixOpening.Ready(
            new MatrixPlan(
                file,
                title(comparison),
                graph.orElseThrow(),
                targets,
                prompts.prompts(),
                judge,
                comparison.usd(),
                comparison.parallel(),
                comparison.seed(),
                simulated))
        : new MatrixOpening.Failed(problems);
  }

  private String title(ComparisonFile comparison) {
    String name = String.valueOf(file.getFileName());
    return comparison.name().isBlank()
        ? name.replaceFirst("(\\.compare)?\\.ya?ml$", "")
        : comparison.name();
  }

  /// A graph without what is disabled in it.
  private Optional<RoutingGraph> graph(String name) {
    try {
      Path path = folder.resolve(name);
      DiskText.Held held = DiskText.read(path);
      held.problem().ifPresent(problem -> problems.add(problem.line()));
      return held.text().flatMap(text -> sound(engine.read(path.toString(), text)));
    } catch (NoSuchFileException e) {
      problems.add("there is no graph " + name + " beside " + file.getFileName() + ".");
    } catch (IOException e) {
      problems.add(name + " cannot be read: " + e.getMessage() + ".");
    } catch (InvalidPathException e) {
      problems.add(name + " is not the name of a file.");
    }
    return Optional.empty();
  }

  private Optional<RoutingGraph> sound(CheckedGraph checked) {
    List<Problem> errors = checked.problems().stream().filter(Problem::isError).toList();
    errors.forEach(problem -> problems.add(problem.line()));
    return errors.isEmpty() ? checked.graph().map(RoutingGraph::inForce) : Optional.empty();
  }

  private List<MatrixTarget> targets(ComparisonFile comparison, RoutingGraph graph) {
    var targets = new ArrayList<MatrixTarget>();
    Set<String> ids = new HashSet<>();
    for (String id : new LinkedHashSet<>(comparison.models())) {
      model(id, graph).ifPresent(model -> targets.add(alone(id, model, graph)));
      ids.add(id);
    }
    for (String name : new LinkedHashSet<>(comparison.graphs())) {
      graph(name).ifPresent(whole -> targets.add(whole(name, whole, ids)));
    }
    if (targets.isEmpty() && problems.isEmpty()) {
      problems.add("models: there is nothing to compare.");
    }
    if (targets.size() > MOST_TARGETS) {
      problems.add(targets.size() + " models are more than " + MOST_TARGETS + ".");
    }
    return targets;
  }

  private Optional<Model> model(String id, RoutingGraph graph) {
    Optional<Model> found = graph.model(id).or(() -> stranger(id));
    if (found.isEmpty()) {
      String hint = Nearest.hint(id, graph.models().keySet());
      problems.add(
          "models: "
              + graph.name()
              + " has no model "
              + id
              + ". "
              + (hint.isEmpty() ? "Others are named as PROVIDER/MODEL." : hint));
    }
    return found;
  }

  /// A model that the graph does not have, with its provider's usual key.
  private Optional<Model> stranger(String id) {
    int slash = id.indexOf('/');
    return engine.providers().stream()
        .filter(provider -> slash > 0 && provider.id().equals(id.substring(0, slash)))
        .findFirst()
        .map(provider -> Model.of(id, provider.id(), id.substring(slash + 1)))
        .filter(model -> !model.model().isBlank());
  }

  private MatrixTarget alone(String id, Model model, RoutingGraph graph) {
    RoutingGraph alone = played(only(model, graph));
    String key = key(alone, List.of(model.id()));
    return new MatrixTarget(id, key, alone, Optional.of(model));
  }

  private static RoutingGraph only(Model model, RoutingGraph graph) {
    return graph
        .withNodes(Map.of())
        .withModels(new LinkedHashMap<>(Map.of(model.id(), model)))
        .withDisabled(Set.of())
        .withStart(model.id());
  }

  private RoutingGraph played(RoutingGraph graph) {
    return simulated ? SimulatedGraph.of(graph) : graph;
  }

  private static String key(RoutingGraph graph, List<String> ids) {
    return Fingerprints.of(graph, ids).substring(0, KEY);
  }

  /// No earlier answer counts, and no copy is made.
  private MatrixTarget whole(String name, RoutingGraph graph, Set<String> taken) {
    var off = new HashSet<String>();
    graph
        .nodes()
        .forEach((id, node) -> {
          if (node instanceof CacheNode || node instanceof MirrorNode) {
            off.add(id);
          }
        });
    RoutingGraph played = played(graph.withDisabled(off));
    var ids = new TreeSet<>(graph.models().keySet());
    ids.addAll(graph.nodes().keySet());
    String whole = key(played, List.copyOf(ids)) + played.start();
    String id = name;
    for (int i = 2; !taken.add(id); i++) {
      id = name + " (" + i + ")";
    }
    String key = Fingerprints.of(whole.getBytes(StandardCharsets.UTF_8)).substring(0, KEY);
    return new MatrixTarget(id, key, played, Optional.empty());
  }

  private Optional<MatrixJudge> judge(
      ComparisonFile.JudgeWish wish, RoutingGraph graph, List<MatrixTarget> targets) {
    Optional<Model> model = model(wish.model(), graph);
    Optional<MatrixTarget> base =
        targets.stream()
            .filter(target -> wish.base().map(target.id()::equals).orElse(true))
            .findFirst();
    String rubric = wish.rubric().orElse(JudgePlan.USUAL_QUESTION).strip();
    if (base.isEmpty() && !targets.isEmpty()) {
      problems.add("judge: base must be one of the models and graphs that are compared.");
    }
    if (rubric.length() > JudgePlan.LONGEST_QUESTION) {
      problems.add("judge: a rubric has at most " + JudgePlan.LONGEST_QUESTION + " characters.");
    }
    return model.flatMap(judge ->
        base.map(against -> {
          RoutingGraph calling = played(only(judge, graph));
          String all = key(calling, List.of(judge.id())) + rubric;
          String key = Fingerprints.of(all.getBytes(StandardCharsets.UTF_8)).substring(0, KEY);
          return new MatrixJudge(judge, key, calling, rubric, against, wish.bothOrders());
        }));
  }

  /// Better told now than after all has been paid for.
  private void encoders(List<MatrixPrompt> prompts) {
    var matrices = new Matrices(engine);
    prompts.stream()
        .flatMap(prompt -> prompt.checks().stream())
        .map(AnswerCheck::rule)
        .filter(AnswerCheck.CheckRule.Similar.class::isInstance)
        .map(rule -> ((AnswerCheck.CheckRule.Similar) rule).encoder())
        .distinct()
        .filter(name -> matrices.encoder(name).isEmpty())
        .forEach(name ->
            problems.add("checks: the encoder " + name + " is not installed, or cannot be used."));
  }
}
