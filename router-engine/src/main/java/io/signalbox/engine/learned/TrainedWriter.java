package io.signalbox.engine.learned;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A trained router as a JSON value.
final class TrainedWriter {
  /// The first member, whose value is the version.
  static final String MARK = "signalbox_router";

  private final TrainedRouter router;

  TrainedWriter(TrainedRouter router) {
    this.router = router;
  }

  Map<String, Object> view() {
    var view = new LinkedHashMap<String, Object>();
    view.put(MARK, TrainedText.VERSION);
    view.put("encoder", router.encoder());
    view.put("models", IntStream.range(0, router.models().size()).mapToObj(this::model).toList());
    view.put("priced", router.prices().known());
    view.put("best", router.prices().best());
    view.put("trained_on", Map.of("prompts", router.held().size()));
    view.put("proof", proof());
    Predictor predictor = router.predictor();
    view.put("trees", predictor.shares().trees());
    view.put("near", predictor.shares().near());
    view.put("mean", Packed.text(predictor.scaling().mean()));
    view.put("factor", Packed.text(predictor.scaling().factor()));
    view.put("places", Packed.text(predictor.neighbors().places()));
    view.put("place_scores", Packed.text(predictor.neighbors().scores()));
    view.put("landmarks", Packed.text(router.familiarity().landmarks()));
    view.put("least_closeness", router.familiarity().least());
    view.put("learned", router.learned().stream().sorted().toList());
    view.put("held_predictions", Packed.text(router.heldBack().quality()));
    view.put("held_scores", Packed.text(router.held().scores()));
    view.put("held_costs", Packed.text(router.held().costs()));
    return view;
  }

  private Map<String, Object> model(int m) {
    var view = new LinkedHashMap<String, Object>();
    Predictor predictor = router.predictor();
    Calibration calibration = router.calibrations().get(m);
    view.put("name", router.models().get(m));
    view.put("cost", router.prices().mean()[m]);
    view.put("mean", predictor.means()[m]);
    view.put("length", List.of(router.length().base()[m], router.length().slope()[m]));
    view.put("base", calibration.base());
    view.put("slope", calibration.slope());
    view.put("groups", calibration.groups().stream().map(TrainedWriter::group).toList());
    view.put("weights", Packed.text(predictor.weights()[m]));
    view.put("forest", forest(predictor.forests().get(m)));
    return view;
  }

  private static List<Number> group(Calibration.Group group) {
    return List.of(group.at(), group.score(), group.rows());
  }

  private static Map<String, Object> forest(Forest forest) {
    var view = new LinkedHashMap<String, Object>();
    view.put("mean", forest.mean());
    view.put("trees", forest.trees().stream().map(TrainedWriter::tree).toList());
    return view;
  }

  private static List<Object> tree(Forest.Tree tree) {
    return List.of(
        Arrays.stream(tree.feature()).boxed().toList(),
        Packed.text(tree.threshold()),
        Arrays.stream(tree.left()).boxed().toList(),
        Arrays.stream(tree.right()).boxed().toList(),
        Packed.text(tree.value()));
  }

  private Map<String, Object> proof() {
    double quality = router.safeQuality(Wish.USUAL_CONFIDENCE);
    Proof proof = router.proof(new Wish.Quality(quality, Wish.USUAL_CONFIDENCE), router.models());
    var view = new LinkedHashMap<String, Object>();
    view.put("quality", quality);
    view.put("confidence", Wish.USUAL_CONFIDENCE);
    view.put("prompts", proof.prompts());
    view.put("router", proof.router());
    view.put("best_single_model", proof.best());
    view.put("difference_95", List.of(proof.lower(), proof.upper()));
    view.put("cost_saved", proof.saved());
    view.put("moved", proof.moved());
    return view;
  }
}
