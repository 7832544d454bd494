package io.signalbox.app.explorer;

import io.signalbox.app.backend.Installation;
import io.signalbox.app.document.Document;
import io.signalbox.app.document.Editor;
import io.signalbox.app.kinds.Kinds;
import io.signalbox.app.kinds.NodeFace;
import io.signalbox.app.kinds.PaletteItem;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.RowDrag;
import io.signalbox.app.state.CarriedItem;
import io.signalbox.app.wording.Wording;
import io.signalbox.engine.catalog.ModelCard;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.spi.Provider;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The explorer: the open graph, the kinds of nodes with their letters, the models by provider.
public final class Explorer extends ScrollPane {
  private final Editor editor;
  private final Installation installation;
  private final VBox content = new VBox();
  private final Set<String> open = new HashSet<>();
  private final CarriedItem<PaletteItem> carried;

  public Explorer(Editor editor, Installation installation, CarriedItem<PaletteItem> carried) {
    this.editor = editor;
    this.installation = installation;
    this.carried = carried;
    getStyleClass().addAll("pane", "explorer");
    content.getStyleClass().add("explorer-content");
    setContent(content);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    editor.documentProperty().addListener((o, before, now) -> show(now));
    show(editor.document());
  }

  private void show(Document document) {
    content.getChildren().clear();
    section("Graphs", List.of(graph(document)));
    section("Nodes", Kinds.all().stream().map(this::kind).toList());
    section("In this graph", models(document));
    section("Models", providers());
  }

  private void section(String name, List<HBox> rows) {
    if (!rows.isEmpty()) {
      content.getChildren().add(Parts.sectionHead(name));
      content.getChildren().addAll(rows);
    }
  }

  private static HBox graph(Document document) {
    String state = document.valid() ? "" : "has errors";
    HBox row = row(Parts.label(document.graph().name()), Parts.label(state, "second"));
    row.getStyleClass().add("current");
    return row;
  }

  private HBox kind(NodeFace kind) {
    HBox row = row(Parts.label(kind.name()), Parts.label(kind.letter(), "second"));
    row.getChildren().addFirst(Parts.swatch(kind.style()));
    kind.kind().ifPresent(each -> draggable(row, new PaletteItem.NewNode(each)));
    return row;
  }

  private List<HBox> models(Document document) {
    return document.graph().models().values().stream().map(this::model).toList();
  }

  private HBox model(Model model) {
    var link = Parts.link(model.title());
    link.getStyleClass().add("row-link");
    link.setOnAction(e -> editor.select(model.id()));
    String provider = installation.providerName(model.provider());
    link.setMinWidth(0);
    Parts.tip(link, model.title() + "\n" + provider);
    Label right = Parts.label(provider, "second");
    right.setMinWidth(USE_PREF_SIZE);
    var row = new HBox(link, Parts.spring(), right);
    row.getStyleClass().add("explorer-row");
    draggable(row, new PaletteItem.There(model.id(), model.title(), Kinds.MODEL.style()));
    return row;
  }

  private List<HBox> providers() {
    return installation.providers().stream()
        .filter(provider -> !provider.models().isEmpty())
        .sorted(Comparator.comparing(Provider::name))
        .flatMap(provider -> Stream.concat(Stream.of(head(provider)), models(provider)))
        .toList();
  }

  /// A provider; a click shows its models or hides them.
  private HBox head(Provider provider) {
    int count = provider.models().size();
    var link = Parts.link(provider.name());
    link.getStyleClass().add("row-link");
    link.setOnAction(e -> toggle(provider.id()));
    Parts.tip(link, count + " models. Click to expand or collapse.");
    var row = new HBox(link, Parts.spring(), Parts.label(Integer.toString(count), "count"));
    row.getStyleClass().add("explorer-row");
    return row;
  }

  private void toggle(String provider) {
    if (!open.remove(provider)) {
      open.add(provider);
    }
    show(editor.document());
  }

  private Stream<HBox> models(Provider provider) {
    return open.contains(provider.id())
        ? provider.models().stream().map(this::offered)
        : Stream.empty();
  }

  private HBox offered(ModelCard card) {
    String price = card.price().map(Wording::price).orElse("");
    HBox row = row(Parts.label(card.name()), Parts.label(price, "second"));
    row.getStyleClass().add("model-row");
    Parts.tip(row, card.name() + "\nDrag it onto the canvas to add it.");
    draggable(row, new PaletteItem.NewModel(card.provider(), card.model(), card.name()));
    return row;
  }

  private void draggable(HBox row, PaletteItem offer) {
    RowDrag.from(
        row,
        new RowDrag.Carrying() {
          @Override
          public void move(double x, double y) {
            carried.carry(offer, x, y);
          }

          @Override
          public void drop() {
            carried.drop();
          }
        });
  }

  private static HBox row(Label name, Label right) {
    name.setMinWidth(0);
    var row = new HBox(name, Parts.spring(), right);
    right.setMinWidth(USE_PREF_SIZE);
    row.getStyleClass().add("explorer-row");
    return row;
  }
}
