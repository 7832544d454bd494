package io.signalbox.app.help;

import io.signalbox.app.fx.Ui;
import io.signalbox.app.kit.Action;
import io.signalbox.app.kit.Parts;
import io.signalbox.app.kit.markdown.MarkdownView;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.PageId;
import io.signalbox.app.state.Views;
import io.signalbox.engine.api.Engine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The documents that come with the program, to be read without a network, and what program this
/// is.
public final class HelpPage extends HBox {
  private static final double LIST = 220;
  private static final double WIDEST = 900;

  private final Views views;
  private final Notices notices;
  private final Function<HelpDocument, Optional<String>> documents;
  private final ListView<HelpDocument> list = new ListView<>();
  private final MarkdownView text = new MarkdownView(this::follow);
  private final ScrollPane scroll = new ScrollPane();
  private final VBox content = new VBox(16);

  /// @param home the directory of the program's own files
  public HelpPage(Views views, Notices notices, Path home) {
    this(views, notices, home, HelpDocument::bundled);
  }

  HelpPage(
      Views views, Notices notices, Path home, Function<HelpDocument, Optional<String>> documents) {
    super(16);
    this.views = views;
    this.notices = notices;
    this.documents = documents;
    getStyleClass().add("help");
    getStylesheets()
        .add(
            Objects.requireNonNull(HelpPage.class.getResource("help.css"), "help.css")
                .toExternalForm());
    listDocuments();
    content.setMaxWidth(WIDEST);
    content.getChildren().addAll(text, about(home));
    scroll.setContent(content);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("pane");
    HBox.setHgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(list, scroll);
    list.getSelectionModel().select(HelpDocument.START);
  }

  private void listDocuments() {
    list.setId("help-documents");
    list.setAccessibleText("Documents");
    list.getItems().setAll(HelpDocument.values());
    list.setMinWidth(LIST);
    list.setPrefWidth(LIST);
    list.setMaxWidth(LIST);
    list.setCellFactory(view -> new Row());
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((o, before, now) -> Optional.ofNullable(now).ifPresent(this::show));
  }

  private static final class Row extends ListCell<HelpDocument> {
    @Override
    protected void updateItem(HelpDocument document, boolean empty) {
      super.updateItem(document, empty);
      Parts.show(this, empty || document == null ? "" : document.title());
    }
  }

  private void show(HelpDocument document) {
    text.show(
        documents
            .apply(document)
            .orElse("# " + document.title() + "\n\nThis build has no documents."));
    scroll.setVvalue(0);
  }

  /// Another document is shown here; an address elsewhere is copied, for this program calls none.
  private void follow(String link) {
    Optional<HelpDocument> document = HelpDocument.of(link);
    if (link.contains("://")) {
      copy(link);
    } else if (link.startsWith("#")) {
      goTo(link.substring(1));
    } else if (document.isPresent()) {
      list.getSelectionModel().select(document.get());
      list.scrollTo(document.get());
      int head = link.indexOf('#');
      if (head >= 0) {
        Ui.later(() -> goTo(link.substring(head + 1)));
      }
    } else {
      notices.tell(Notice.info(link + " is in the source of Signalbox."));
    }
  }

  private void copy(String address) {
    var copied = new ClipboardContent();
    copied.putString(address);
    Clipboard.getSystemClipboard().setContent(copied);
    notices.tell(Notice.said("Address copied: " + address));
  }

  private void goTo(String anchor) {
    text.head(anchor).ifPresent(this::scrollTo);
  }

  private void scrollTo(Node head) {
    scroll.layout();
    Bounds at = content.sceneToLocal(head.localToScene(head.getBoundsInLocal()));
    double room = content.getHeight() - scroll.getViewportBounds().getHeight();
    scroll.setVvalue(room <= 0 ? 0 : Math.min(1, at.getMinY() / room));
  }

  private static VBox about(Path home) {
    var box =
        new VBox(
            4,
            Parts.sectionHead("About"),
            Parts.label("Signalbox " + Engine.VERSION, "step-name"),
            Parts.label("An IDE for LLM routing, on your own machine. Apache-2.0.", "second"),
            Parts.label(
                "Java "
                    + Runtime.version()
                    + ", "
                    + System.getProperty("os.name")
                    + " "
                    + System.getProperty("os.arch"),
                "second"),
            Parts.label("Application data: " + home, "second"));
    box.setId("about");
    box.getStyleClass().add("page-box");
    return box;
  }

  /// What can be done here.
  public List<Action> actions() {
    var actions = new ArrayList<Action>();
    for (HelpDocument document : HelpDocument.values()) {
      String id = "help." + document.name().toLowerCase(java.util.Locale.ROOT);
      actions.add(Action.of(id, "Help: " + document.title(), () -> open(document)));
    }
    actions.add(Action.of("help.about", "About Signalbox", this::showAbout));
    return List.copyOf(actions);
  }

  private void open(HelpDocument document) {
    views.show(PageId.HELP);
    list.getSelectionModel().select(document);
  }

  private void showAbout() {
    views.show(PageId.HELP);
    Ui.later(() -> scroll.setVvalue(1));
  }
}
