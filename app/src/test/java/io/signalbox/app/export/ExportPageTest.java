package io.signalbox.app.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.Windowed;
import io.signalbox.app.backend.Installation;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.app.state.PageId;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.spi.ConfigExporter;
import io.signalbox.engine.spi.Grade;
import io.signalbox.engine.spi.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The export page with a gateway that can say one node.
@Windowed
final class ExportPageTest {
  @TempDir static Path folder;

  private final Session session = new Session(Desk.document(), installation(), Background.direct());

  private Workbench workbench;

  private static Installation installation() {
    Installation desk = Desk.installation();
    return new Installation(
        desk.providers(), desk.catalog(), List.of(new Gateway()), desk.engine());
  }

  /// Says where the first node is, and loses the second.
  private static final class Gateway implements ConfigExporter {
    @Override
    public String id() {
      return "gateway";
    }

    @Override
    public String name() {
      return "Gateway";
    }

    @Override
    public Export export(RoutingGraph graph, Map<String, Provider> providers) {
      return new Export(
          List.of(new File("gateway.json", "{\n  \"triage\": \"$OPENAI_API_KEY\"\n}\n")),
          List.of(
              new Fidelity("triage", "rules", Grade.EXACT, List.of()),
              new Fidelity(
                  "cap",
                  "budget",
                  Grade.UNSUPPORTED,
                  List.of(new GradeReason(Grade.UNSUPPORTED, "It knows no money.")))),
          "Run `gateway`.");
    }
  }

  /// Always the same directory.
  private static FileDialogs choice() {
    return new Choice() {
      @Override
      public Optional<Path> directory(String purpose) {
        return Optional.of(folder);
      }
    };
  }

  private void act(FxRobot robot, String id) {
    robot.interact(() ->
        workbench.actions().stream()
            .filter(each -> each.id().equals(id))
            .forEach(each -> each.fire()));
  }

  private abstract static class Choice implements FileDialogs {
    @Override
    public Optional<Path> graph() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> save(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> picture() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> file(String purpose, Path from) {
      return Optional.empty();
    }
  }

  @Start
  void start(Stage stage) {
    session.views().show(PageId.EXPORT);
    workbench = new Workbench(session, choice(), "light", 980);
    stage.setScene(new Scene(workbench.root(), 980, 800));
    stage.show();
  }

  @Test
  void withoutGraphItSaysThatNoneIsOpen(FxRobot robot) {
    robot.interact(() -> session.editor().close(session.editor().files().getFirst()));
    robot.lookup("No graph is open. Open one to see what it exports to.").query();
    robot.interact(() -> session.editor().open(Desk.document()));
    assertTrue(
        robot.lookup("No graph is open. Open one to see what it exports to.").queryAll().stream()
            .noneMatch(Node::isVisible));
  }

  @Test
  void reportListsLossesAndPlaces(FxRobot robot) {
    robot.lookup("1 of 2 exact").query();
    robot.lookup("It knows no money.").query();
    robot.lookup("gateway.json:2").query();
    robot
        .lookup("Checked by the exporter, not tried on the gateway: 1 exact, 1 unsupported")
        .query();
  }

  @Test
  void savesFromPaletteWhileAnotherPageIsShown(FxRobot robot) throws IOException {
    Files.deleteIfExists(folder.resolve("gateway.json"));
    robot.interact(() -> {
      session.views().show(PageId.GRAPH);
      session.editor().edit("Entry point", new GraphEdit.SetStart("code"));
    });
    act(robot, "export.save");
    assertEquals(PageId.EXPORT, session.views().placeProperty().get());
    assertTrue(Files.exists(folder.resolve("gateway.json")));
  }

  @Test
  void replacesExistingFileAfterConfirmation(FxRobot robot) throws IOException {
    Path there = Files.writeString(folder.resolve("gateway.json"), "mine\n");
    robot.clickOn("#export-save");
    assertEquals("mine\n", Files.readString(there));
    robot.clickOn("#export-replace");
    assertTrue(Files.readString(there).contains("triage"));
    assertEquals("mine\n", Files.readString(folder.resolve("gateway.json.bak")));
  }
}
