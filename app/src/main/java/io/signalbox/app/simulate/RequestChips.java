package io.signalbox.app.simulate;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.tryout.RequestDraft;
import io.signalbox.app.tryout.Suppositions;
import io.signalbox.engine.chat.Sampling;
import io.signalbox.engine.chat.Tool;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// What a request has besides its texts, each with a button that takes it away.
final class RequestChips extends FlowPane {
  private final Consumer<RequestDraft> changed;
  private final Consumer<Tool> opened;

  /// @param changed told of the request without what was taken away
  /// @param opened told of a function that is to be changed
  RequestChips(Consumer<RequestDraft> changed, Consumer<Tool> opened) {
    this.changed = changed;
    this.opened = opened;
    getStyleClass().add("chips");
    setMinWidth(0);
  }

  /// Shows those of a request.
  void show(RequestDraft ask) {
    var all = new ArrayList<Node>();
    if (!ask.app().isEmpty()) {
      all.add(chip("app: " + ask.app(), ask.withApp("")));
    }
    ask.metadata()
        .forEach((key, value) ->
            all.add(chip(key + " = " + value, ask.withMetadata(without(ask, key)))));
    ask.images()
        .forEach(image ->
            all.add(
                chip(
                    image.name(),
                    ask.withImages(left(ask.images(), each -> !each.equals(image))))));
    ask.tools().forEach(tool -> all.add(chip(tool, ask)));
    ask.sampling()
        .maxTokens()
        .ifPresent(most ->
            all.add(
                chip(
                    "max_tokens = " + most,
                    ask.withSampling(ask.sampling().withMaxTokens(OptionalInt.empty())))));
    if (hasOthers(ask.sampling())) {
      Sampling plain = Sampling.defaults().withMaxTokens(ask.sampling().maxTokens());
      all.add(chip(words(ask.sampling()), ask.withSampling(plain)));
    }
    Suppositions.of(ask.supposed(), ZoneId.systemDefault())
        .forEach(each -> all.add(given(chip(each.words(), ask.supposing(each.without())))));
    getChildren().setAll(all);
    Parts.setShown(this, !all.isEmpty());
  }

  private static Label given(Label chip) {
    chip.getStyleClass().add("given-chip");
    chip.setTooltip(Parts.tooltip("Given: for estimates and simulated runs only."));
    return chip;
  }

  private static boolean hasOthers(Sampling sampling) {
    return !sampling.withMaxTokens(OptionalInt.empty()).equals(Sampling.defaults());
  }

  private static String words(Sampling sampling) {
    var words = new ArrayList<String>();
    sampling.temperature().ifPresent(value -> words.add("temperature = " + value));
    sampling.topP().ifPresent(value -> words.add("top_p = " + value));
    sampling.seed().ifPresent(value -> words.add("seed = " + value));
    sampling.reasoningEffort().ifPresent(value -> words.add("effort = " + value));
    if (!sampling.stop().isEmpty()) {
      words.add("stop");
    }
    return String.join(", ", words);
  }

  private static java.util.Map<String, String> without(RequestDraft ask, String key) {
    return MetadataLabels.of(ask.metadata()).without(key).values();
  }

  private static <T> List<T> left(List<T> all, Predicate<T> stays) {
    return all.stream().filter(stays).toList();
  }

  private Label chip(Tool tool, RequestDraft ask) {
    RequestDraft without = ask.withTools(left(ask.tools(), other -> !other.equals(tool)));
    Label chip = chip(tool.name() + "()", without);
    chip.setTooltip(
        Parts.tooltip(tool.description().isEmpty() ? tool.schema() : tool.description()));
    chip.setOnMouseClicked(e -> opened.accept(tool));
    return chip;
  }

  private Label chip(String words, RequestDraft without) {
    Label chip = Parts.chip(words);
    chip.setMaxWidth(200);
    chip.setGraphic(
        Parts.iconButton(MaterialDesignC.CLOSE, "Remove " + words, () -> changed.accept(without)));
    chip.setContentDisplay(ContentDisplay.RIGHT);
    return chip;
  }
}
