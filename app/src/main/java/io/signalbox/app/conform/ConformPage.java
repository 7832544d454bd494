package io.signalbox.app.conform;

import io.signalbox.app.kit.Parts;
import io.signalbox.app.testbench.EndpointChecks;
import io.signalbox.app.testbench.EndpointChecks.CheckPhase;
import io.signalbox.engine.api.ConformWish;
import io.signalbox.engine.conform.ConformPlan;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Asks an endpoint what it really does: a form, a table that grows with the answers, and what is
/// kept of it.
public final class ConformPage extends VBox {
  private final EndpointChecks checks;
  private final TextField address = new TextField();
  private final TextField model = new TextField();
  private final TextField key = new TextField();
  private final Label words = Parts.label("", "second");
  private final Button check = Parts.button("Check", this::check, "accent");
  private final Button stop;
  private final HBox consent;
  private final FindingTable table;
  private final SavingBar saving;

  public ConformPage(EndpointChecks checks) {
    super(12);
    this.checks = checks;
    this.stop = Parts.button("Stop", checks::stop, "quiet");
    this.table = new FindingTable(checks.rows());
    this.saving = new SavingBar(checks);
    this.consent = consent();
    layOut();
    checks.phaseProperty().addListener((o, before, now) -> show(now));
    show(checks.phaseProperty().get());
  }

  private void layOut() {
    getStyleClass().addAll("pane", "conform");
    getStylesheets()
        .add(
            Objects.requireNonNull(ConformPage.class.getResource("conform.css"), "conform.css")
                .toExternalForm());
    address.textProperty().bindBidirectional(checks.addressProperty());
    address.getStyleClass().add("mono");
    address.setId("conform-address");
    address.setOnAction(e -> check());
    model.setPromptText("First one listed");
    model.setId("conform-model");
    key.setPromptText("env:NAME or vault:NAME");
    key.setId("conform-key");
    check.setId("conform-check");
    check.setMinWidth(USE_PREF_SIZE);
    stop.setId("conform-stop");
    stop.setMinWidth(USE_PREF_SIZE);
    words.setWrapText(true);
    var scroll = new ScrollPane(table);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().addAll("page-box", "conform-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(head(), form(), consent, words, scroll, saving);
  }

  private static VBox head() {
    return new VBox(
        4,
        Parts.label("Check endpoint", "page-title"),
        Parts.pageWords(
            "Asks an endpoint what it really does: dialects, streams, tools, JSON, errors, limits,"
                + " cancel."));
  }

  private HBox form() {
    VBox where = Parts.field("Address", address);
    HBox.setHgrow(where, Priority.ALWAYS);
    var form =
        new HBox(
            8,
            where,
            sized(Parts.field("Model", model)),
            sized(Parts.field("Key", key)),
            check,
            stop);
    form.setAlignment(Pos.BOTTOM_LEFT);
    return form;
  }

  private static Node sized(VBox field) {
    field.setPrefWidth(200);
    return field;
  }

  /// Calls to another machine may cost money, so they are agreed to before.
  private HBox consent() {
    Label question = Parts.label("", "conform-question");
    question
        .textProperty()
        .bind(
            checks
                .addressProperty()
                .map(url ->
                    "At most %d calls and %,d tokens go to %s."
                        .formatted(ConformPlan.MOST_CALLS, ConformPlan.MOST_TOKENS, url)));
    question.setWrapText(true);
    HBox.setHgrow(question, Priority.ALWAYS);
    Button send = Parts.button("Send them", this::begin, "accent");
    send.setId("conform-send");
    send.setMinWidth(USE_PREF_SIZE);
    Button cancel = Parts.button("Cancel", () -> ask(false), "quiet");
    cancel.setMinWidth(USE_PREF_SIZE);
    var bar = new HBox(8, question, send, cancel);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("conform-consent");
    Parts.setShown(bar, false);
    return bar;
  }

  private void ask(boolean shown) {
    Parts.setShown(consent, shown);
  }

  private void check() {
    if (isFine()) {
      if (wish().isLocal()) {
        begin();
      } else {
        ask(true);
      }
    }
  }

  /// Whether what was typed can be asked; else it says why not.
  private boolean isFine() {
    var fault = EndpointChecks.fault(address.getText(), key.getText());
    fault.ifPresent(why -> Parts.show(words, why));
    return fault.isEmpty();
  }

  /// The fields may have been changed since the question was asked.
  private void begin() {
    ask(false);
    if (isFine()) {
      checks.begin(wish());
    }
  }

  private ConformWish wish() {
    return EndpointChecks.wish(address.getText(), model.getText(), key.getText());
  }

  private void show(CheckPhase phase) {
    boolean asking = phase instanceof CheckPhase.Asking;
    check.setDisable(asking);
    Parts.setShown(stop, asking);
    String said =
        switch (phase) {
          case CheckPhase.NotBegun none ->
              "At most %d short calls; each row says what was asked, what came and what follows."
                  .formatted(ConformPlan.MOST_CALLS);
          case CheckPhase.Asking now -> "Asking…";
          case CheckPhase.Failed failed -> failed.why();
          case CheckPhase.Asked done -> FindingTable.summary(done.report());
        };
    Parts.show(words, said);
    saving.show(phase);
  }
}
