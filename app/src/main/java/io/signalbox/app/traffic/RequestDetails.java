package io.signalbox.app.traffic;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.tryout.RecordedRequests;
import io.signalbox.app.tryout.RecordedTrace;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.trace.RequestReport;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// One request, moment by moment, and below that everything that is known of it.
final class RequestDetails extends VBox {
  private static final double NAMES = 92;

  private final RecordedRequests requests;
  private final Label head = Parts.label("No request is selected", "details-head");
  private final VBox events = new VBox(10);
  private final FlowPane buttons = new FlowPane(6, 6);
  private final Button closing;
  private Optional<RecordedTrace> shown = Optional.empty();

  /// @param close no request is to be shown any more
  RequestDetails(RecordedRequests requests, Runnable close) {
    super(10);
    this.requests = requests;
    getStyleClass().add("details");
    var scroll = new ScrollPane(events);
    scroll.setFitToWidth(true);
    events.setPadding(new Insets(0, 12, 0, 0));
    scroll.getStyleClass().add("pane");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    Button way = button("Show path", requests::showWay);
    way.setId("show-way");
    Button keep = button("Keep as test…", requests::keepAsTest);
    keep.setId("keep-request");
    Parts.tip(keep, "Prompts are not stored: Simulate asks for one. App and labels are kept.");
    Button retry = button("Try in Simulate…", requests::tryAgain);
    retry.setId("try-request");
    Parts.tip(retry, "Prompts are not stored: Simulate asks for one.");
    buttons.getChildren().addAll(way, keep, retry);
    closing = Parts.iconButton(MaterialDesignC.CLOSE, "Close details (Escape)", close);
    closing.setId("close-request");
    head.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(head, Priority.ALWAYS);
    var top = new HBox(8, head, closing);
    top.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(top, buttons, scroll);
    clear();
  }

  private Button button(String words, Consumer<RecordedTrace> action) {
    return Parts.button(words, () -> shown.ifPresent(action), "quiet");
  }

  /// What is shown.
  Optional<RecordedTrace> shown() {
    return shown;
  }

  void clear() {
    shown = Optional.empty();
    Parts.show(head, "No request is selected");
    buttons.setDisable(true);
    closing.setVisible(false);
    events
        .getChildren()
        .setAll(wrapped("Select a request to see its attempts and cost.", "because"));
  }

  void show(RecordedTrace recorded) {
    shown = Optional.of(recorded);
    var trace = recorded.trace();
    Optional<RoutingGraph> graph = requests.graph(trace.graph());
    String app = trace.asked().app();
    Parts.show(head, (app.isEmpty() ? "no app" : app) + " · " + RowText.time(trace.at()));
    buttons.setDisable(false);
    closing.setVisible(true);
    events.getChildren().clear();
    for (RequestTimeline.Event event : RequestTimeline.of(trace, id -> RowText.title(id, graph))) {
      events.getChildren().add(row(event));
    }
    recorded.report().sections().forEach(section -> events.getChildren().add(section(section)));
  }

  private static VBox section(RequestReport.FactGroup section) {
    var rows = new GridPane();
    rows.setHgap(8);
    rows.setVgap(3);
    var names = new ColumnConstraints();
    boolean named = section.facts().stream().anyMatch(fact -> !fact.name().isEmpty());
    names.setMinWidth(named ? NAMES : 0);
    names.setMaxWidth(named ? NAMES : 0);
    rows.getColumnConstraints().add(names);
    for (RequestReport.Fact fact : section.facts()) {
      rows.addRow(
          rows.getRowCount(), wrapped(fact.name(), "because"), wrapped(fact.text(), "fact"));
    }
    return new VBox(4, Parts.label(section.title(), "section-head"), rows);
  }

  private static HBox row(RequestTimeline.Event event) {
    Label time = Parts.label(event.time(), "time");
    time.setMinWidth(72);
    time.setAlignment(Pos.TOP_RIGHT);
    var dot = new Region();
    dot.getStyleClass().addAll("step-dot", event.style());
    var words = new VBox(2, wrapped(event.title(), "step-name"), wrapped(event.words(), "because"));
    HBox.setHgrow(words, Priority.ALWAYS);
    var row = new HBox(8, time, dot, words);
    row.setAlignment(Pos.TOP_LEFT);
    return row;
  }

  private static Label wrapped(String words, String style) {
    Label label = Parts.label(words, style);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
