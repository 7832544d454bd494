package io.signalbox.app.text;

import io.signalbox.app.document.Document;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.code.CodeEditor;
import io.signalbox.app.kit.code.CodeMark;
import io.signalbox.app.kit.code.Fold;
import io.signalbox.app.session.Session;
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

  private final Session session;
  private final CodeEditor editor = new CodeEditor();
  private final Label name = Parts.sectionHead("");
  private final Banner banner;
  private final PauseTransition moment = new PauseTransition(MOMENT);
  private Optional<OpenFile> shown = Optional.empty();
  private final Map<OpenFile, Folded> folded = new HashMap<>();
  private Outline outline = new Outline(List.of());
  private boolean following;

  /// A text of this session.
  public TextPane(Session session) {
    this.session = session;
    banner = new Banner(session.views());
    getStyleClass().addAll("pane", "text-pane");
    getStylesheets()
        .add(Objects.requireNonNull(TextPane.class.getResource("text.css")).toExternalForm());
    setMinWidth(220);
    editor.setColours(new YamlColours());
    editor.setCompleter(Completions.of(session));
    VBox.setVgrow(editor, Priority.ALWAYS);
    getChildren().addAll(head(), banner, editor);
    moment.setOnFinished(e -> send());
    editor.setOnTyped(moment::playFromStart);
    editor.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    editor.typingProperty().addListener((o, before, now) -> focus(now));
    editor.caretProperty().addListener((o, before, now) -> caret(now));
    session.editor().documentProperty().addListener((o, before, now) -> show(now));
    session.editor().selectionProperty().addListener((o, before, now) -> follow());
    session.views().spotProperty().addListener((o, before, now) -> now.ifPresent(this::reveal));
    session.views().glanceProperty().addListener((o, before, now) -> now.ifPresent(this::glance));
    session.views().textProperty().addListener((o, before, open) -> opened(open));
    show(session.editor().document());
    session.views().spotProperty().get().ifPresent(this::reveal);
  }

  private HBox head() {
    var head = new HBox(name, Parts.spring(), Parts.label("edits both ways", "second"));
    head.getStyleClass().add("text-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  /// What can be done with the text.
  public List<Action> actions() {
    var open = session.views().textProperty();
    return List.of(
        Action.of("view.toggle-text", "Show or hide the text", this::toggle).on("Shortcut+E"),
        Action.of("text.find", "Find in the text", editor::find).on("Shortcut+F").when(open),
        Action.of("text.find-next", "Find the next place", editor::findNext).on("F3").when(open),
        Action.of("text.find-previous", "Find the place before", editor::findPrevious)
            .on("Shift+F3")
            .when(open),
        Action.of("text.go-to-line", "Go to a line", editor::goToLine).on("Shortcut+L").when(open),
        Action.of("text.fold", "Fold the lines below this one", editor::foldHere)
            .on("Shortcut+Shift+Open Bracket")
            .when(open),
        Action.of("text.unfold", "Unfold the lines below this one", editor::unfoldHere)
            .on("Shortcut+Shift+Close Bracket")
            .when(open),
        Action.of("text.fold-all", "Fold the whole text", editor::foldAll).when(open),
        Action.of("text.unfold-all", "Unfold the whole text", editor::unfoldAll).when(open),
        Action.of("text.complete", "Complete the word", editor::complete)
            .onLocal("Ctrl+Space")
            .when(editor.typingProperty()));
  }

  private void toggle() {
    var open = session.views().textProperty();
    open.set(!open.get());
    if (open.get()) {
      editor.requestFocus();
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
        session.editor().redo();
      } else {
        session.editor().undo();
      }
      e.consume();
    }
  }

  private void focus(boolean typing) {
    if (!typing) {
      send();
      session.editor().closeEdit();
    }
  }

  /// Tells the session what was typed.
  private void send() {
    moment.stop();
    Document document = session.editor().document();
    // What was typed into another graph must not get into this one.
    if (!shown.equals(session.editor().currentProperty().get())) {
      return;
    }
    String typed = LineBreaks.typed(document.text(), editor.text());
    if (!typed.equals(document.text())) {
      session.editor().type("Type", typed, true);
    }
  }

  private void show(Document document) {
    Optional<OpenFile> file = session.editor().currentProperty().get();
    String text = LineBreaks.plain(document.text());
    moment.stop();
    following = true;
    if (file.equals(shown)) {
      editor.setText(text);
    } else {
      load(file, text);
    }
    following = false;
    shown = file;
    outline = Outline.of(text);
    name.setText(document.file().toUpperCase(Locale.ROOT));
    editor.setEditable(file.isPresent());
    editor.setMarks(marks(document));
    banner.show(document);
  }

  /// What was folded in a text is folded again when it is shown again, if it is still the same.
  private void load(Optional<OpenFile> file, String text) {
    shown.ifPresent(before -> folded.put(before, new Folded(editor.text(), editor.folds())));
    folded.keySet().retainAll(session.editor().files());
    editor.load(text);
    file.map(folded::get)
        .filter(before -> before.text().equals(text))
        .ifPresent(before -> editor.fold(before.folds()));
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
    if (editor.isTyping() || !session.views().textProperty().get()) {
      return;
    }
    session
        .editor()
        .selection()
        .only()
        .flatMap(id -> outline.of("nodes", id).or(() -> outline.of("models", id)))
        .filter(entry -> !here(entry))
        .ifPresent(entry -> {
          following = true;
          editor.follow(entry.first(), entry.last());
          following = false;
        });
  }

  private boolean here(Outline.Entry entry) {
    int line = editor.caretProperty().get().line();
    return entry.first() <= line && line <= entry.last();
  }

  private void reveal(Problem.Spot spot) {
    glance(spot);
    editor.requestFocus();
  }

  private void glance(Problem.Spot spot) {
    following = true;
    editor.reveal(spot.line(), spot.column(), spot.length());
    following = false;
  }

  private void caret(CodeEditor.Caret place) {
    session.views().caretProperty().set(Optional.of(new Views.Caret(place.line(), place.column())));
    if (!following && editor.isTyping()) {
      Outline.of(editor.text())
          .at(place.line())
          .map(Outline.Entry::id)
          .filter(id -> !session.editor().selection().only().equals(Optional.of(id)))
          .filter(id -> session.editor().document().graph().has(id))
          .ifPresent(session.editor()::select);
    }
  }
}
