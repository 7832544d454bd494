package io.signalbox.app.kit.markdown;

import io.signalbox.app.kit.Parts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Insets;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// A document, to be read. For the UI thread.
public final class MarkdownView extends VBox {
  private static final double INDENT = 18;

  private final Consumer<String> follow;
  private final Map<String, Node> heads = new HashMap<>();

  /// @param follow gets what a link names when it is pressed
  public MarkdownView(Consumer<String> follow) {
    super(8);
    this.follow = follow;
    getStyleClass().add("markdown");
  }

  /// Shows a document.
  public void show(String text) {
    heads.clear();
    getChildren().setAll(Markdown.blocks(text).stream().map(this::node).toList());
  }

  /// The head that a link names.
  public Optional<Node> head(String anchor) {
    return Optional.ofNullable(heads.get(anchor));
  }

  private Node node(Block block) {
    return switch (block) {
      case Block.Head head -> head(head);
      case Block.Words words -> flow(words.text(), "markdown-words");
      case Block.Item item -> item(item);
      case Block.Code code -> code(code.text());
      case Block.Table table -> table(table.rows());
    };
  }

  private Label head(Block.Head head) {
    String words = plain(head.text());
    Label label = Parts.label(words, "markdown-head", "level-" + Math.min(3, head.level()));
    label.setWrapText(true);
    heads.putIfAbsent(Markdown.anchor(words), label);
    return label;
  }

  private HBox item(Block.Item item) {
    Label mark = Parts.label(item.mark(), "second");
    mark.setMinWidth(USE_PREF_SIZE);
    TextFlow words = flow(item.text(), "markdown-words");
    HBox.setHgrow(words, Priority.ALWAYS);
    var row = new HBox(8, mark, words);
    row.setPadding(new Insets(0, 0, 0, item.depth() * INDENT));
    return row;
  }

  private static Label code(String text) {
    Label label = Parts.label(text, "mono", "markdown-code");
    label.setMaxWidth(Double.MAX_VALUE);
    return label;
  }

  private GridPane table(List<List<String>> rows) {
    var grid = new GridPane(16, 8);
    grid.getStyleClass().add("markdown-table");
    int columns = rows.stream().mapToInt(List::size).max().orElse(1);
    for (int i = 0; i < columns; i++) {
      var column = new ColumnConstraints();
      column.setPercentWidth(100.0 * weight(rows, i) / weights(rows, columns));
      grid.getColumnConstraints().add(column);
    }
    for (int y = 0; y < rows.size(); y++) {
      for (int x = 0; x < rows.get(y).size(); x++) {
        grid.add(flow(rows.get(y).get(x), y == 0 ? "markdown-heads" : "markdown-words"), x, y);
      }
    }
    return grid;
  }

  /// Columns with more to read are wider, but none takes all.
  private static double weight(List<List<String>> rows, int column) {
    double longest =
        rows.stream()
            .filter(row -> row.size() > column)
            .mapToInt(row -> row.get(column).length())
            .max()
            .orElse(1);
    return Math.clamp(longest, 12, 60);
  }

  private static double weights(List<List<String>> rows, int columns) {
    double sum = 0;
    for (int i = 0; i < columns; i++) {
      sum += weight(rows, i);
    }
    return sum;
  }

  private TextFlow flow(String line, String style) {
    var flow = new TextFlow();
    flow.getStyleClass().add(style);
    flow.setMinWidth(0);
    flow.setAccessibleRole(AccessibleRole.TEXT);
    flow.setAccessibleText(plain(line));
    Inline.of(line).forEach(piece -> flow.getChildren().add(node(piece)));
    return flow;
  }

  private Node node(Inline piece) {
    return switch (piece) {
      case Inline.Plain plain -> text(plain.text(), "markdown-text");
      case Inline.Strong strong -> text(strong.text(), "markdown-strong");
      case Inline.Code code -> text(code.text(), "markdown-inline");
      case Inline.Link link -> link(link);
    };
  }

  private static Text text(String words, String style) {
    Text text = Parts.text(words);
    text.getStyleClass().add(style);
    return text;
  }

  private Node link(Inline.Link link) {
    var part = Parts.link(link.text());
    part.getStyleClass().add("row-link");
    part.setOnAction(e -> {
      part.setVisited(false);
      follow.accept(link.to());
    });
    return part;
  }

  private static String plain(String line) {
    return Inline.of(line).stream().map(Inline::text).collect(Collectors.joining());
  }
}
