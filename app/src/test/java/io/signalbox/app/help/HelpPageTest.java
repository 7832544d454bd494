package io.signalbox.app.help;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.QuickRobot;
import io.signalbox.app.Windowed;
import io.signalbox.app.kit.markdown.Block;
import io.signalbox.app.kit.markdown.Inline;
import io.signalbox.app.kit.markdown.Markdown;
import io.signalbox.app.state.Notices;
import io.signalbox.app.state.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The documents inside the program.
@Windowed
final class HelpPageTest {
  private static final Path ROOT = Path.of("..");

  private final Notices notices = new Notices();

  @Start
  void start(Stage stage) {
    var page = new HelpPage(new Views(), notices, Path.of("/home/data"), HelpPageTest::text);
    stage.setScene(new Scene(page, 1_000, 700));
    stage.show();
  }

  private static Path file(HelpDocument document) {
    Path inDocs = ROOT.resolve("docs").resolve(document.file());
    return Files.exists(inDocs) ? inDocs : ROOT.resolve(document.file());
  }

  private static Optional<String> text(HelpDocument document) {
    try {
      return Optional.of(Files.readString(file(document)));
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  @Test
  void eachDocumentIsListed() throws IOException {
    var listed = new TreeSet<String>();
    for (HelpDocument each : HelpDocument.values()) {
      assertTrue(text(each).isPresent(), each.file());
      listed.add(each.file());
    }
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      docs.map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".md"))
          .forEach(name -> assertTrue(listed.contains(name), name + " is not in the list"));
    }
  }

  @Test
  void linkShowsTheOtherDocument(FxRobot robot) {
    ListView<?> list = robot.lookup("#help-documents").queryListView();
    assertEquals(HelpDocument.START, list.getSelectionModel().getSelectedItem());
    Hyperlink link =
        robot
            .lookup(node -> node instanceof Hyperlink each && each.getText().equals("Graph format"))
            .queryAs(Hyperlink.class);
    robot.interact(link::fire);
    QuickRobot.settle();
    assertEquals(HelpDocument.FORMAT, list.getSelectionModel().getSelectedItem());
  }

  @Test
  void saysWhatProgramThisIs(FxRobot robot) {
    robot.lookup("Signalbox 0.1.0").query();
    robot.lookup("Application data: /home/data").query();
  }

  /// A head that a link names is there.
  @Test
  void linksWithinDocumentsLeadSomewhere() {
    var dead = new TreeSet<String>();
    for (HelpDocument each : HelpDocument.values()) {
      for (Block block : Markdown.blocks(text(each).orElseThrow())) {
        links(block)
            .filter(link -> !link.contains("://") && link.contains("#"))
            .filter(link -> !hasHead(link.startsWith("#") ? each : target(link, each), link))
            .forEach(link -> dead.add(each.file() + ": " + link));
      }
    }
    assertEquals(new TreeSet<>(), dead);
  }

  private static HelpDocument target(String link, HelpDocument from) {
    return HelpDocument.of(link).orElse(from);
  }

  private static boolean hasHead(HelpDocument document, String link) {
    if (HelpDocument.of(link).isEmpty() && !link.startsWith("#")) {
      return true; // of a document that is not shown here
    }
    String anchor = link.substring(link.indexOf('#') + 1);
    return Markdown.blocks(text(document).orElseThrow()).stream()
        .anyMatch(block ->
            block instanceof Block.Head head
                && Markdown.anchor(head.text().replace("`", "")).equals(anchor));
  }

  private static Stream<String> links(Block block) {
    Stream<String> lines =
        switch (block) {
          case Block.Words words -> Stream.of(words.text());
          case Block.Item item -> Stream.of(item.text());
          case Block.Table table -> table.rows().stream().flatMap(row -> row.stream());
          case Block.Head head -> Stream.of(head.text());
          case Block.Code code -> Stream.of();
        };
    return lines
        .flatMap(line -> Inline.of(line).stream())
        .filter(Inline.Link.class::isInstance)
        .map(piece -> ((Inline.Link) piece).to());
  }
}
