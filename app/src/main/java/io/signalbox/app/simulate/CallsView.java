package io.signalbox.app.simulate;

import io.signalbox.app.kit.Parts;
import io.signalbox.engine.lab.SentCall;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// What left for the providers in a run and what came back, a call after the other.
final class CallsView extends VBox {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_SHOWN = 100_000;

  private List<SentCall> shown = List.of();

  CallsView() {
    super(8);
    setId("calls");
    getStyleClass().add("calls");
  }

  /// Shows calls.
  void show(List<SentCall> calls) {
    if (!calls.equals(shown)) {
      shown = calls;
      getChildren().setAll(calls.stream().flatMap(CallsView::parts).toList());
    }
  }

  private static Stream<javafx.scene.Node> parts(SentCall call) {
    Label where = Parts.label("POST " + call.url(), "mono");
    where.setWrapText(true);
    var losses =
        call.losses().stream()
            .map(loss -> {
              Label label = Parts.label("Changed in translation: " + loss, "second");
              label.setWrapText(true);
              return (javafx.scene.Node) label;
            });
    return Stream.of(
            Stream.<javafx.scene.Node>of(Parts.sectionHead(call.model()), where),
            losses,
            Stream.<javafx.scene.Node>of(
                text("Request", pretty(call.body()), call), text("Reply", reply(call), call)))
        .flatMap(each -> each);
  }

  private static String reply(SentCall call) {
    if (!call.trouble().isEmpty()) {
      return call.trouble();
    }
    return call.reply().isEmpty() ? "No provider was called." : pretty(call.reply());
  }

  private static VBox text(String name, String words, SentCall call) {
    TextArea area = Parts.textArea();
    area.getStyleClass().add("mono");
    area.setEditable(false);
    area.setPrefRowCount(7);
    area.setAccessibleText(name + " of " + call.model());
    area.setText(
        words.length() > MOST_SHOWN || call.cut()
            ? words.substring(0, Math.min(words.length(), MOST_SHOWN)) + "\n… (cut)"
            : words);
    return Parts.field(name, area);
  }

  /// JSON with line ends; anything else as it is.
  private static String pretty(String text) {
    if (!text.startsWith("{") || text.length() > MOST_SHOWN) {
      return text;
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(text));
    } catch (JacksonException e) {
      return text;
    }
  }
}
