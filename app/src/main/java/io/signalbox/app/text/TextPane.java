package io.signalbox.app.text;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.code.CodeEditor;
import io.signalbox.app.kit.code.CodeMark;
import io.signalbox.app.kit.code.Fold;
import io.signalbox.app.state.Views;
import io.signalbox.engine.graph.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// The graph's text, to be edited beside the canvas. What is typed moves the canvas after a moment;
/// what is done on the canvas changes only the stretch of the text that it must.
public final class TextPane extends VBox {
  private static final Duration MOMENT = Duration.millis(120);

  private final Label synced = Parts.label("synced with canvas", "second");
  private final Editor editor;
  private final Views views;
  private final CodeEditor code = new CodeEditor();
  private final Label name = Parts.sectionHead("");
  private final Banner banner;
  private final PauseTransition moment = new PauseTransition(MOMENT);
  private Optional<OpenFile> shown = Optional.empty();
  private final Map<OpenFile, Folded> folded = new HashMap<>();
  private Outline outline = new Outline(List.of());
  private boolean following;

  public TextPane(Editor editor, Views views, Installation installation) {
    this.editor = editor;
    this.views = views;
    banner = new Banner(views);
    getStyleClass().addAll("pane", "text-pane");
    getStylesheets()
        .add(Objects.requireNonNull(TextPane.class.getResource("text.css")).toExternalForm());
    setMinWidth(220);
    code.setColours(new YamlColours());
    code.setCompleter(Completions.of(editor, installation));
    VBox.setVgrow(code, Priority.ALWAYS);
    getChildren().addAll(head(), banner, code);
    moment.setOnFinished(e -> send());
    code.setOnTyped(moment::playFromStart);
    code.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    code.typingProperty().addListener((o, before, now) -> focus(now));
    code.caretProperty().addListener((o, before, now) -> caret(now));
    editor.documentProperty().addListener((o, before, now) -> show(now));
    editor.selectionProperty().addListener((o, before, now) -> follow());
    views.spotProperty().addListener((o, before, now) -> now.ifPresent(this::reveal));
    views.glanceProperty().addListener((o, before, now) -> now.ifPresent(this::glance));
    views.textProperty().addListener((o, before, open) -> opened(open));
    show(editor.document());
    views.spotProperty().get().ifPresent(this::reveal);
  }

  private HBox head() {
    synced.setMinWidth(USE_PREF_SIZE);
    var head = new HBox(name, Parts.spring(), synced);
    head.getStyleClass().add("text-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  /// What can be done with the text.
  public List<Action> actions() {
    var open = views.textProperty();
    return List.of(
        Action.of("view.toggle-text", "Toggle text", this::toggle).on("Shortcut+E"),
        Action.of("text.find", "Find", code::find).on("Shortcut+F").when(open),
        Action.of("text.find-next", "Find next", code::findNext).on("F3").when(open),
        Action.of("text.find-previous", "Find previous", code::findPrevious)
            .on("Shift+F3")
            .when(open),
        Action.of("text.go-to-line", "Go to line", code::goToLine).on("Shortcut+L").when(open),
        Action.of("text.fold", "Fold", code::foldHere).on("Shortcut+Shift+Open Bracket").when(open),
        Action.of("text.unfold", "Unfold", code::unfoldHere)
            .on("Shortcut+Shift+Close Bracket")
            .when(open),
        Action.of("text.fold-all", "Fold all", code::foldAll).when(open),
        Action.of("text.unfold-all", "Unfold all", code::unfoldAll).when(open),
        Action.of("text.complete", "Trigger completion", code::complete)
            .onLocal("Ctrl+Space")
            .when(code.typingProperty()));
  }

  private void toggle() {
    var open = views.textProperty();
    open.set(!open.get());
    if (open.get()) {
      code.requestFocus();
    }
  }

  private void opened(boolean open) {
    if (open) {
      follow();
    } else {
      send();
    }
  }

  /// One history for text and canvas.
  private void key(KeyEvent e) {
    boolean again = (e.getCode() == KeyCode.Z && e.isShiftDown()) || e.getCode() == KeyCode.Y;
    if (e.isShortcutDown() && (e.getCode() == KeyCode.Z || e.getCode() == KeyCode.Y)) {
      send();
      if (again) {
        editor.redo();
      } else {
        editor.undo();
      }
      e.consume();
    }
  }

  private void focus(boolean typing) {
    if (!typing) {
      send();
      editor.closeEdit();
    }
  }

  /// Tells the editor what was typed.
  private void send() {
    moment.stop();
    Document document = editor.document();
    // What was typed into another graph must not get into this one.
    if (!shown.equals(editor.currentProperty().get())) {
      return;
    }
    String typed = LineBreaks.typed(document.text(), code.text());
    if (!typed.equals(document.text())) {
      editor.type("Type", typed, true);
    }
  }

  private void show(Document document) {
    Optional<OpenFile> file = editor.currentProperty().get();
    String text = LineBreaks.plain(document.text());
    moment.stop();
    following = true;
    if (file.equals(shown)) {
      code.setText(text);
    } else {
      load(file, text);
    }
    following = false;
    shown = file;
    outline = Outline.of(text);
    synced.setVisible(document.sound());
    Parts.show(name, document.file().toUpperCase(Locale.ROOT));
    code.setEditable(file.isPresent());
    code.setMarks(marks(document));
    banner.show(document);
  }

  /// What was folded in a text is folded again when it is shown again, if it is still the same.
  private void load(Optional<OpenFile> file, String text) {
    shown.ifPresent(before -> folded.put(before, new Folded(code.text(), code.folds())));
    folded.keySet().retainAll(editor.files());
    code.load(text);
    file.map(folded::get)
        .filter(before -> before.text().equals(text))
        .ifPresent(before -> code.fold(before.folds()));
  }

  private record Folded(String text, List<Fold> folds) {}

  private static List<CodeMark> marks(Document document) {
    return document.objections().stream()
        .flatMap(problem -> problem.at().stream().map(spot -> mark(problem, spot)))
        .toList();
  }

  private static CodeMark mark(Problem problem, Problem.Spot spot) {
    String fix = problem.fix().isEmpty() ? "" : "\n" + problem.fix();
    return new CodeMark(
        spot.line(),
        spot.column(),
        spot.length(),
        problem.severity().name().toLowerCase(Locale.ROOT),
        problem.message() + fix);
  }

  /// Shows what is selected elsewhere.
  private void follow() {
    if (code.isTyping() || !views.textProperty().get()) {
      return;
    }
    editor
        .selection()
        .only()
        .flatMap(id -> outline.of("nodes", id).or(() -> outline.of("models", id)))
        .filter(entry -> !here(entry))
        .ifPresent(entry -> {
          following = true;
          code.follow(entry.first(), entry.last());
          following = false;
        });
  }

  private boolean here(Outline.Entry entry) {
    int line = code.caretProperty().get().line();
    return entry.first() <= line && line <= entry.last();
  }

  private void reveal(Problem.Spot spot) {
    glance(spot);
    code.requestFocus();
  }

  private void glance(Problem.Spot spot) {
    following = true;
    code.reveal(spot.line(), spot.column(), spot.length());
    following = false;
  }

  private void caret(CodeEditor.Caret place) {
    views.caretProperty().set(Optional.of(new Views.CaretTarget(place.line(), place.column())));
    if (!following && code.isTyping()) {
      Outline.of(code.text())
          .at(place.line())
          .map(Outline.Entry::id)
          .filter(id -> !editor.selection().only().equals(Optional.of(id)))
          .filter(id -> editor.document().graph().has(id))
          .ifPresent(editor::select);
    }
  }
}
