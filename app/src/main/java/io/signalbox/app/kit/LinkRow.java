package io.signalbox.app.kit;

import javafx.scene.layout.FlowPane;

/// Links beside each other with dots between them; one that is longer than the row has several
/// lines.
public final class LinkRow extends FlowPane {
  private static final double WIDTH = 230;
  private static final double LEAST = 110;

  /// Without links yet.
  public LinkRow() {
    super(4, 2);
    setMinWidth(LEAST);
    setPrefWrapLength(WIDTH);
    setPrefWidth(WIDTH);
  }

  /// Adds a link.
  public void add(String words, Runnable action) {
    if (!getChildren().isEmpty()) {
      getChildren().add(Parts.label("·", "second"));
    }
    var link = Parts.link(words);
    link.getStyleClass().add("fix-link");
    link.setWrapText(true);
    link.setMaxWidth(WIDTH);
    link.setOnAction(e -> action.run());
    getChildren().add(link);
  }
}
