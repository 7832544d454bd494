package io.signalbox.app.simulate;

import io.signalbox.app.kit.Parts;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/// The earlier turns of a conversation, a line each; from any of them on they can be taken away.
final class TurnsView extends VBox {
  private static final int LONGEST = 160;

  private final Consumer<List<Message>> left;

  /// @param left told of the turns that stay
  TurnsView(Consumer<List<Message>> left) {
    this.left = left;
    setId("earlier-turns");
    getStyleClass().add("turns");
  }

  /// Shows turns.
  void show(List<Message> turns) {
    getChildren().clear();
    for (int i = 0; i < turns.size(); i++) {
      getChildren().add(row(turns, i));
    }
    Parts.setShown(this, !turns.isEmpty());
  }

  private HBox row(List<Message> turns, int index) {
    Message turn = turns.get(index);
    Label who = Parts.label(who(turn), "second");
    who.setMinWidth(48);
    Label words = Parts.label(words(turn));
    words.setMinWidth(40);
    words.setMaxWidth(Double.MAX_VALUE);
    words.setTooltip(Parts.tooltip(turn.text().isEmpty() ? words(turn) : turn.text()));
    HBox.setHgrow(words, Priority.ALWAYS);
    var cut =
        Parts.iconButton(
            MaterialDesignC.CLOSE,
            "Remove this turn and those after it",
            () -> left.accept(turns.subList(0, index)));
    var row = new HBox(8, who, words, cut);
    row.getStyleClass().add("turn");
    return row;
  }

  private static String who(Message turn) {
    return switch (turn.role()) {
      case USER -> "You";
      case ASSISTANT -> "Model";
      case TOOL -> "Tool";
      case SYSTEM, DEVELOPER -> "System";
    };
  }

  private static String words(Message turn) {
    String text = turn.text().strip().replaceAll("\\s+", " ");
    if (text.isEmpty()) {
      return turn.parts().stream()
          .filter(Part.ToolCall.class::isInstance)
          .map(part -> "calls " + ((Part.ToolCall) part).name())
          .findFirst()
          .orElse("(no text)");
    }
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
