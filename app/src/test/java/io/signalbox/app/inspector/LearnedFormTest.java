package io.signalbox.app.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.QuickRobot;
import io.signalbox.app.RealDesk;
import io.signalbox.app.Windowed;
import io.signalbox.app.document.Document;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.LearnedNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// A learned node in the inspector, with the real engine.
@Windowed
final class LearnedFormTest {
  private static final String GRAPH =
      """
      signalbox: 1
      name: Best value
      start: pick
      models:
        small: { provider: simulated, model: small }
        strong: { provider: simulated, model: strong }
      nodes:
        pick:
          kind: learned
          from: outcomes.csv
          to: [ small, strong ]
          quality: 0.5
          otherwise: strong
          encoder: none
      """;

  @TempDir private Path directory;

  private Session session;
  private Optional<Path> chosen = Optional.empty();

  @Start
  void start(Stage stage) throws IOException {
    Files.writeString(directory.resolve("outcomes.csv"), outcomes("small,strong"));
    session =
        new Session(
            Document.of(directory.resolve("best-value.yaml"), GRAPH),
            RealDesk.installation(directory.resolve("home"), 0),
            Background.threads());
    var bench = new Workbench(session, new Choice(), "light", 980);
    session.views().toolsProperty().set(false);
    session.editor().select("pick");
    stage.setScene(new Scene(bench.root(), 980, 960));
    stage.show();
  }

  @AfterEach
  void close() {
    session.installation().engine().close();
  }

  /// The small model answers short questions only.
  private static String outcomes(String models) {
    var csv = new StringBuilder("prompt," + models + ",small_cost,strong_cost\n");
    for (int i = 0; i < 60; i++) {
      boolean easy = i % 2 == 0;
      String text = easy ? "add " + i : "prove that this holds for all numbers above " + i;
      csv.append(text).append(easy ? ",1" : ",0").append(",1,0.001,0.01\n");
    }
    return csv.toString();
  }

  @Test
  void showsProofAndCurveOfItsFile(FxRobot robot) {
    QuickRobot.until(
        () -> shows(robot, "Shown to be no worse than strong alone: 1.000 against 1.000"));
    QuickRobot.until(() -> robot.lookup("#learned-curve").query().isVisible());
    assertTrue(shows(robot, "this node, quality 0.5"));
    assertTrue(shows(robot, "prompt length"));
    assertTrue(shows(robot, "nearest examples"));
    assertTrue(shows(robot, "random mix"));
    assertTrue(shows(robot, "60 prompts not learned from"));
  }

  @Test
  void wishIsEditedAndShownAgain(FxRobot robot) {
    focus(robot, "#quality").push(KeyCode.CONTROL, KeyCode.A).push(KeyCode.DELETE);
    robot.push(KeyCode.ENTER);
    QuickRobot.until(() -> shows(robot, "Enter either a quality or what a call may cost at most."));
    focus(robot, "#maximum-per-call").write("0.002\n");
    assertEquals(Optional.of(Money.of("0.002")), node().usd());
    QuickRobot.until(() -> shows(robot, "this node, at most $0.002 a call"));
  }

  @Test
  void fileIsChosenInTheDirectoryOfTheGraph(FxRobot robot) throws IOException {
    Path other = Files.createDirectory(directory.resolve("data")).resolve("other.csv");
    Files.writeString(other, "a,b\n1,2\n");
    chosen = Optional.of(other);
    robot.interact(() -> robot.lookup("#learned-from-choose").queryButton().fire());
    assertEquals("data/other.csv", node().from());
    assertEquals(
        "data/other.csv", robot.lookup("#learned-from").queryAs(TextField.class).getText());
    QuickRobot.until(() -> shows(robot, "Nothing can be learned: "));
    chosen = Optional.of(directory.resolveSibling("elsewhere.csv"));
    robot.interact(() -> robot.lookup("#learned-from-choose").queryButton().fire());
    assertEquals("data/other.csv", node().from());
    assertTrue(session.notices().noticeProperty().get().orElseThrow().trouble());
  }

  @Test
  void branchIsAddedAndOtherwiseConnected(FxRobot robot) {
    focus(robot, "#exit-otherwise").push(KeyCode.CONTROL, KeyCode.A).write("small");
    robot.push(KeyCode.ENTER);
    assertEquals("small", node().otherwise());
    focus(robot, "#confidence").push(KeyCode.CONTROL, KeyCode.A).write("80%\n");
    assertEquals(0.8, node().confidence());
    focus(robot, "#encoder").push(KeyCode.CONTROL, KeyCode.A).write("bge\n");
    assertEquals("bge", node().encoder());
  }

  /// A field may be out of sight.
  private static FxRobot focus(FxRobot robot, String field) {
    return robot.interact(() -> robot.lookup(field).query().requestFocus());
  }

  private LearnedNode node() {
    return assertInstanceOf(
        LearnedNode.class, session.editor().document().graph().node("pick").orElseThrow());
  }

  private final class Choice implements FileDialogs {
    @Override
    public Optional<Path> graph() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> save(String name) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> directory(String purpose) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> picture() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> file(String purpose, Path from) {
      return chosen;
    }
  }

  private static boolean shows(FxRobot robot, String words) {
    return robot.lookup((Node each) -> says(each, words)).tryQuery().isPresent();
  }

  private static boolean says(Node each, String words) {
    return each instanceof Labeled label
        && label.isVisible()
        && String.valueOf(label.getText()).contains(words);
  }
}
