package io.signalbox.engine.learned;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// Reads a trained router, and sees to it that its parts fit each other: it may have been changed
/// by hand.
final class TrainedReader {
  private static final int MOST_MODELS = 100;

  private final JsonNode view;
  private final List<JsonNode> models;
  private final int width;

  /// @throws IllegalArgumentException if it is of another version
  TrainedReader(JsonNode view) {
    this.view = view;
    need(view.path(TrainedWriter.MARK).asInt(0) == TrainedText.VERSION, "its version is another");
    this.models = StreamSupport.stream(at(view, "models").spliterator(), false).toList();
    need(models.size() >= 2 && models.size() <= MOST_MODELS, "it must have 2 to 100 models");
    this.width = floats("mean").length;
  }

  /// @throws IllegalArgumentException if a part is missing or does not fit
  TrainedRouter router() {
    List<String> names = models.stream().map(model -> at(model, "name").asString()).toList();
    double[][] held = table("held_predictions");
    double[][] scores = table("held_scores");
    double[][] costs = table("held_costs");
    need(held.length == scores.length && held.length == costs.length, "held-back rows differ");
    var familiar = new boolean[held.length];
    Arrays.fill(familiar, true);
    return new TrainedRouter(
        at(view, "encoder").asString(),
        names,
        predictor(),
        models.stream().map(TrainedReader::calibration).toList(),
        familiarity(),
        prices(),
        new LengthLine(pair("length", 0), pair("length", 1)),
        StreamSupport.stream(at(view, "learned").spliterator(), false)
            .map(JsonNode::asLong)
            .collect(Collectors.toUnmodifiableSet()),
        new Outcomes(names, List.of(), scores, costs),
        new Predictions(held, familiar));
  }

  private Predictor predictor() {
    var scaling = new Scaling(floats("mean"), floats("factor"));
    need(width >= Surface.SIZE + Grams.SIZE && scaling.factor().length == width, "rows differ");
    float[][] places = rows("places", width - Grams.SIZE);
    float[][] scores = rows("place_scores", models.size());
    need(places.length > 0 && places.length == scores.length, "examples and scores differ");
    return new Predictor(
        scaling,
        each("mean"),
        models.stream().map(this::weights).toArray(float[][]::new),
        models.stream().map(model -> forest(at(model, "forest"))).toList(),
        new Neighbors(places, scores),
        new Predictor.Shares(number(view, "trees"), number(view, "near")));
  }

  private float[] weights(JsonNode model) {
    float[] weights = Packed.floats(at(model, "weights").asString());
    need(weights.length == width, "weights and rows differ");
    return weights;
  }

  private static Forest forest(JsonNode forest) {
    var trees = new ArrayList<Forest.Tree>();
    at(forest, "trees").forEach(tree -> trees.add(tree(tree)));
    return new Forest(number(forest, "mean"), List.copyOf(trees));
  }

  private static Forest.Tree tree(JsonNode parts) {
    var tree =
        new Forest.Tree(
            ints(parts.path(0)),
            Packed.floats(parts.path(1).asString("")),
            ints(parts.path(2)),
            ints(parts.path(3)),
            Packed.floats(parts.path(4).asString("")));
    int size = tree.feature().length;
    need(
        size > 0 && tree.left().length == size && tree.right().length == size, "a tree is damaged");
    need(tree.threshold().length == size && tree.value().length == size, "a tree is damaged");
    need(IntStream.range(0, size).allMatch(node -> fits(tree, node)), "a tree is damaged");
    return tree;
  }

  /// Children come after their node, so that no walk goes on forever.
  private static boolean fits(Forest.Tree tree, int node) {
    int size = tree.feature().length;
    return tree.feature()[node] < 0
        || (tree.feature()[node] < Surface.SIZE
            && tree.left()[node] > node
            && tree.left()[node] < size
            && tree.right()[node] > node
            && tree.right()[node] < size);
  }

  private static Calibration calibration(JsonNode model) {
    var groups = new ArrayList<Calibration.Group>();
    for (JsonNode group : at(model, "groups")) {
      groups.add(
          new Calibration.Group(
              group.path(0).asDouble(),
              group.path(1).asDouble(),
              Math.max(1, group.path(2).asInt())));
    }
    return new Calibration(number(model, "base"), number(model, "slope"), List.copyOf(groups));
  }

  private Familiarity familiarity() {
    return new Familiarity(
        rows("landmarks", Familiarity.width(width)), number(view, "least_closeness"));
  }

  private Prices prices() {
    int best = at(view, "best").asInt();
    need(best >= 0 && best < models.size(), "`best` is not a model");
    return new Prices(each("cost"), at(view, "priced").asBoolean(), best);
  }

  private double[] each(String member) {
    return models.stream().mapToDouble(model -> number(model, member)).toArray();
  }

  private double[] pair(String member, int place) {
    return models.stream().mapToDouble(model -> at(model, member).path(place).asDouble()).toArray();
  }

  private float[] floats(String member) {
    return Packed.floats(at(view, member).asString());
  }

  private float[][] rows(String member, int length) {
    return Packed.rows(at(view, member).asString(), length);
  }

  private double[][] table(String member) {
    return Packed.doubles(at(view, member).asString(), models.size());
  }

  private static int[] ints(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }

  private static double number(JsonNode from, String member) {
    return at(from, member).asDouble();
  }

  private static JsonNode at(JsonNode from, String member) {
    JsonNode found = from.path(member);
    need(!found.isMissingNode() && !found.isNull(), "`" + member + "` is missing");
    return found;
  }

  private static void need(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
