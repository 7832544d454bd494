package io.signalbox.app.tests;

import io.signalbox.app.kit.Parts;
import io.signalbox.engine.chat.FailureClass;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.workspace.SuiteCase;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// Changes what a test asks and under which circumstances. What it expects follows from a run.
final class CaseForm extends VBox {
  private final SuiteCase test;
  private final List<String> models;
  private final Consumer<SuiteCase> save;
  private final TextField name = new TextField();
  private final TextArea prompt = Parts.textArea();
  private final TextField labels = new TextField();
  private final TextField app = new TextField();
  private final TextField time = new TextField();
  private final VBox failures = new VBox(6);
  private final Label trouble = Parts.label("", "bad");

  /// @param models the ids of the graph's models
  /// @param cancel done when nothing is to be changed
  CaseForm(SuiteCase test, List<String> models, Consumer<SuiteCase> save, Runnable cancel) {
    super(8);
    this.test = test;
    this.models = models;
    this.save = save;
    getStyleClass().add("case-form");
    fill();
    layOut(cancel);
    Parts.onEscape(this, cancel);
  }

  private void fill() {
    name.setText(test.name());
    prompt.setText(question().map(Message::text).orElse(""));
    labels.setText(LabelsText.of(test.request().metadata()));
    app.setText(test.request().app());
    time.setText(test.given().now().map(Instant::toString).orElse(""));
    test.given()
        .models()
        .forEach((model, all) -> bare(all).ifPresent(failure -> addFailure(model, failure)));
  }

  private void layOut(Runnable cancel) {
    field(name, "case-name", "Test name");
    field(labels, "case-labels", "key = value, key = value");
    field(app, "case-app", "no app");
    field(time, "case-time", "2026-03-01T09:30:00Z");
    prompt.setId("case-prompt");
    prompt.setAccessibleText("Prompt");
    prompt.setPrefRowCount(2);
    prompt.setWrapText(true);
    prompt.setDisable(question().isEmpty());
    trouble.setWrapText(true);
    Parts.setShown(trouble, false);
    Button add =
        Parts.button("Add failure", () -> addFailure(likely(), FailureClass.OVERLOADED), "quiet");
    add.setId("case-add-failure");
    var row = new HBox(8, grown("Labels", labels), grown("App", app), grown("Time", time));
    Button keep = Parts.button("Save", this::keep, "accent");
    keep.setId("case-save");
    var head = new HBox(8, grown("Name", name), keep, Parts.button("Cancel", cancel, "quiet"));
    head.setAlignment(Pos.BOTTOM_LEFT);
    getChildren()
        .addAll(
            head,
            Parts.field("Prompt", prompt),
            row,
            Parts.field("Given: calls that fail", new VBox(6, failures, add)),
            trouble);
  }

  private static void field(TextField field, String id, String hint) {
    field.setId(id);
    field.setPromptText(hint);
    field.setMinWidth(60);
  }

  private static VBox grown(String words, TextField field) {
    VBox box = Parts.field(words, field);
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }

  /// The name, with the cursor in it.
  void begin() {
    name.requestFocus();
    name.selectAll();
  }

  /// The model that answers when all is well.
  private String likely() {
    return test.expect()
        .model()
        .filter(models::contains)
        .or(() -> models.stream().findFirst())
        .orElse("");
  }

  private void addFailure(String model, FailureClass failure) {
    var which = new ComboBox<String>();
    which.getItems().setAll(models);
    which.setValue(model);
    which.setAccessibleText("Model that fails");
    var how = new ComboBox<String>();
    how.getItems().setAll(FailureClass.words().sequencedKeySet());
    how.setValue(failure.id());
    how.setAccessibleText("Failure");
    var row = new HBox(8, which, Parts.label("fails:", "second"), how);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getChildren()
        .add(
            Parts.iconButton(
                MaterialDesignC.CLOSE, "Remove failure", () -> failures.getChildren().remove(row)));
    row.setUserData(new Failing(which, how));
    failures.getChildren().add(row);
  }

  private record Failing(ComboBox<String> model, ComboBox<String> failure) {}

  /// A failure without details; what says more is left to the file.
  private static Optional<FailureClass> bare(List<SuiteCase.Happening> all) {
    return all.size() == 1
            && all.getFirst() instanceof SuiteCase.Happening.Fails fails
            && fails.equals(failing(fails.failure()))
        ? Optional.of(fails.failure())
        : Optional.empty();
  }

  private static SuiteCase.Happening.Fails failing(FailureClass failure) {
    return new SuiteCase.Happening.Fails(
        failure, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private Optional<Message> question() {
    return test.request().messages().stream()
        .filter(message -> message.role() == Role.USER)
        .reduce((first, last) -> last);
  }

  private void keep() {
    try {
      if (name.getText().isBlank()) {
        throw new IllegalArgumentException("Write a name for the test.");
      }
      save.accept(new SuiteCase(name.getText().strip(), request(), given(), test.expect()));
    } catch (IllegalArgumentException wrong) {
      Parts.show(trouble, String.valueOf(wrong.getMessage()));
      Parts.setShown(trouble, true);
    }
  }

  private SuiteCase.Request request() {
    SuiteCase.Request old = test.request();
    return new SuiteCase.Request(
        messages(old.messages()),
        old.model(),
        app.getText().strip(),
        old.user(),
        old.conversation(),
        LabelsText.read(labels.getText(), old.metadata()),
        old.headers(),
        old.tools(),
        old.images(),
        old.maxTokens(),
        old.stream(),
        old.json());
  }

  private List<Message> messages(List<Message> old) {
    if (question().map(Message::text).equals(Optional.of(prompt.getText()))) {
      return old;
    }
    var all = new ArrayList<Message>(old);
    question()
        .ifPresent(last -> all.set(all.lastIndexOf(last), Message.of(Role.USER, prompt.getText())));
    return all;
  }

  private SuiteCase.Fixture given() {
    SuiteCase.Fixture old = test.given();
    var calls = new LinkedHashMap<String, List<SuiteCase.Happening>>();
    old.models()
        .forEach((model, all) -> {
          if (bare(all).isEmpty()) {
            calls.put(model, all);
          }
        });
    failures.getChildren().stream()
        .map(row -> (Failing) row.getUserData())
        .forEach(each ->
            FailureClass.of(each.failure().getValue())
                .ifPresent(
                    failure -> calls.put(each.model().getValue(), List.of(failing(failure)))));
    return new SuiteCase.Fixture(
        calls,
        moment(),
        old.seed(),
        old.spend(),
        old.spent(),
        old.requests(),
        old.health(),
        old.cached(),
        old.gates(),
        old.stay());
  }

  private Optional<Instant> moment() {
    String words = time.getText().strip();
    try {
      return words.isEmpty()
          ? Optional.empty()
          : Optional.of(OffsetDateTime.parse(words).toInstant());
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException("Write the time as in 2026-03-01T09:30:00Z.", wrong);
    }
  }
}
