package io.signalbox.app.kit.code;

import io.signalbox.app.kit.Parts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;
import jfx.incubator.scene.control.richtext.CodeArea;

/// The marks of an editor, and the words that appear when the pointer rests on one.
final class CodeMarks {
  private final CodeArea area;
  private final FoldedText content;
  private final Tooltip tip = new Tooltip();
  private final PauseTransition rest = new PauseTransition(Duration.millis(350));
  private List<CodeMark> all = List.of();
  private Map<Integer, List<CodeMark>> lines = Map.of();

  CodeMarks(CodeArea area, FoldedText content) {
    this.area = area;
    this.content = content;
    tip.setWrapText(true);
    tip.setMaxWidth(420);
    area.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
    area.addEventHandler(MouseEvent.MOUSE_EXITED, e -> hide());
    area.addEventFilter(KeyEvent.KEY_PRESSED, e -> hide());
  }

  /// @return whether they are others than before
  boolean set(List<CodeMark> now) {
    boolean other = !now.equals(all);
    all = List.copyOf(now);
    var byLine = new HashMap<Integer, List<CodeMark>>();
    all.forEach(mark ->
        byLine.computeIfAbsent(mark.line() - 1, i -> new java.util.ArrayList<>()).add(mark));
    lines = byLine;
    return other;
  }

  /// Those of a line, from 0.
  List<CodeMark> of(int line) {
    return lines.getOrDefault(line, List.of());
  }

  private void hover(MouseEvent e) {
    Optional<String> words = words(e.getScreenX(), e.getScreenY());
    if (words.isEmpty()) {
      hide();
    } else if (!tip.isShowing() || !words.get().equals(tip.getText())) {
      hide();
      Parts.show(tip, words.get());
      rest.setOnFinished(done -> {
        if (area.getScene() != null) {
          tip.show(area, e.getScreenX() + 8, e.getScreenY() + 16);
        }
      });
      rest.playFromStart();
    }
  }

  /// What is to be said at a place of the screen.
  private Optional<String> words(double x, double y) {
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    return Optional.ofNullable(area.getTextPosition(x, y))
        .map(at ->
            of(content.line(at.index())).stream()
                .filter(mark -> mark.covers(content.line(at.index()), at.offset()))
                .map(CodeMark::words)
                .distinct()
                .collect(java.util.stream.Collectors.joining("\n")))
        .filter(words -> !words.isEmpty());
  }

  private void hide() {
    rest.stop();
    tip.hide();
  }
}
