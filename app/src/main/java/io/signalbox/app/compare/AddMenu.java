package io.signalbox.app.compare;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.comparison.Comparison;
import io.signalbox.app.comparison.ComparisonTarget;
import io.signalbox.app.document.Editor;
import io.signalbox.app.document.OpenFile;
import io.signalbox.app.kit.Parts;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.spi.Provider;
import java.util.List;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/// What can be added as a column: models of the graph in front, whole graphs, models of the
/// catalog.
final class AddMenu extends MenuButton {
  private final Editor editor;
  private final Installation installation;
  private final Comparison comparison;

  AddMenu(Editor editor, Installation installation, Comparison comparison) {
    super("+ Add");
    this.editor = editor;
    this.installation = installation;
    this.comparison = comparison;
    setId("compare-add");
    getStyleClass().add("quiet-menu");
    setAccessibleText("Add column");
    setOnShowing(e -> fill());
    // Without an entry it would not open at all.
    getItems().add(Parts.item("…"));
  }

  private void fill() {
    getItems().clear();
    for (Model model : editor.document().graph().models().values()) {
      add(getItems(), model.title(), new ComparisonTarget.OfModel(model));
    }
    getItems().add(new SeparatorMenuItem());
    for (OpenFile file : editor.files()) {
      ComparisonTarget graph = new ComparisonTarget.OfGraph(file);
      add(getItems(), "Graph: " + graph.title(), graph);
    }
    getItems().add(new SeparatorMenuItem());
    for (Provider provider : installation.providers()) {
      List<ModelCard> cards = provider.models();
      if (!cards.isEmpty()) {
        var menu = Parts.menu(provider.name());
        cards.forEach(card -> add(menu.getItems(), card.name(), ComparisonTarget.of(card)));
        getItems().add(menu);
      }
    }
  }

  private void add(List<MenuItem> items, String words, ComparisonTarget contestant) {
    var item = Parts.item(words);
    item.setMnemonicParsing(false);
    item.setOnAction(e -> comparison.add(contestant));
    items.add(item);
  }
}
