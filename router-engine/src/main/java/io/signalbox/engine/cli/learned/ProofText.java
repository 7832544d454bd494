package io.signalbox.engine.cli.learned;

import io.signalbox.engine.learned.Proof;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// How a router does beside the best single model, in words and as JSON.
final class ProofText {
  private static final int PERCENT = 100;

  private ProofText() {}

  static List<String> lines(Proof proof) {
    return List.of(
        String.format(
            Locale.ROOT,
            "  score       %.4f, best single model %.4f (difference %+.4f, 95 %% %+.4f to %+.4f)",
            proof.router(),
            proof.best(),
            proof.router() - proof.best(),
            proof.lower(),
            proof.upper()),
        String.format(
            Locale.ROOT,
            "  cost        %.1f %% saved; %.1f %% of %,d prompts go to another model",
            PERCENT * proof.saved(),
            PERCENT * proof.moved(),
            proof.prompts()));
  }

  static Map<String, Object> view(Proof proof) {
    var view = new LinkedHashMap<String, Object>();
    view.put("prompts", proof.prompts());
    view.put("router", proof.router());
    view.put("best_single_model", proof.best());
    view.put("difference", proof.router() - proof.best());
    view.put("difference_95", List.of(proof.lower(), proof.upper()));
    view.put("cost_saved", proof.saved());
    view.put("moved", proof.moved());
    view.put("no_worse", proof.holds());
    return view;
  }
}
