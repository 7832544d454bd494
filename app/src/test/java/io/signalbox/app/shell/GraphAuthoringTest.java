package io.signalbox.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.RealDesk;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.kit.canvas.Card;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.engine.graph.About;
import io.signalbox.engine.graph.Model;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.RoutingGraph;
import io.signalbox.engine.lab.SuiteResult;
import io.signalbox.engine.workspace.GraphFile;
import io.signalbox.engine.workspace.GraphText;
import io.signalbox.engine.workspace.SuiteText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The support desk, composed by hand from nothing: with mouse and keys alone.
@Windowed
final class GraphAuthoringTest {
  /// Failures that a new fallback goes on at, and the sample does not.
  private static final List<String> NOT_MEANT =
      List.of(
          "out of credit",
          "context too long",
          "404 model not found",
          "401 unauthorized",
          "interrupted");

  @TempDir private static Path folder = Path.of("");

  private final Path file = folder.resolve("support-desk.yaml");
  private final Session session =
      new Session(RealDesk.installation(folder.resolve("home"), 0), Background.direct());

  @Start
  void start(Stage stage) {
    var bench = new Workbench(session, new Saving(file), "light", 1400);
    session.views().explorerProperty().set(false);
    session.views().toolsProperty().set(false);
    stage.setScene(new Scene(bench.root(), 1400, 900));
    stage.show();
    bench.root().requestFocus();
  }

  /// Somebody who saves where he is told.
  private record Saving(Path file) implements FileDialogs {
    @Override
    public Optional<Path> graph() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> save(String name) {
      return Optional.of(file);
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
      return Optional.empty();
    }
  }

  @Test
  void composesSupportDeskGraph(FxRobot robot) throws IOException {
    robot.push(KeyCode.CONTROL, KeyCode.N);
    String nothing = session.editor().document().text();
    models(robot);
    nodes(robot);
    triage(robot);
    topic(robot);
    budget(robot);
    wires(robot);
    promises(robot);
    command(robot, "Save");
    assertTrue(
        session.editor().document().valid(),
        () -> session.editor().document().problems().toString());
    assertTrue(Files.exists(file));
    takesTheExpectedWays();
    undoesAndRedoes(robot, nothing);
  }

  private void models(FxRobot robot) {
    model(robot, "claude-opus-4-5 anthropic", "claude-opus-4-5", "opus");
    entry(robot, "#add-labels", "region", "us");
    model(robot, "gpt-5.1 openai", "gpt-5.1", "gpt");
    entry(robot, "#add-request-parameters", "reasoning_effort", "\"low\"");
    entry(robot, "#add-labels", "region", "us");
    model(robot, "deepseek-v4-pro deepseek", "deepseek-v4-pro", "reasoner");
    model(robot, "deepseek-v4-flash deepseek", "deepseek-v4-flash", "chat");
    field(robot, "#key", "env:DEEPSEEK_API_KEY");
    model(robot, "gemini 3 flash google", "gemini-3-flash-preview", "flash");
    model(robot, "llama 3.2 ollama", "llama3.2", "home");
    field(robot, "#address", "http://127.0.0.1:11434/v1");
    entry(robot, "#add-labels", "region", "local");
  }

  private static void entry(FxRobot robot, String add, String name, String value) {
    robot.clickOn(add);
    robot.write(name + "\t" + value + "\n");
  }

  private void model(FxRobot robot, String search, String name, String id) {
    robot.clickOn(emptyPlace(robot)).type(KeyCode.T).write(search);
    robot.type(KeyCode.ENTER);
    field(robot, "#id", id);
    assertEquals(name, graph().models().get(id).model());
  }

  private void nodes(FxRobot robot) {
    node(robot, KeyCode.R, "triage", "Triage");
    node(robot, KeyCode.R, "topic", "What is it about?");
    node(robot, KeyCode.F, "code", "Code, never down");
    field(robot, "#first-token-timeout", "8s");
    for (String failure : NOT_MEANT) {
      robot.clickOn(button(robot, "Remove " + failure));
    }
    robot.clickOn(emptyPlace(robot)).type(KeyCode.SPACE).write("budget").type(KeyCode.ENTER);
    named(robot, "cap", "Free tier cap");
    node(robot, KeyCode.B, "cheap", "Cheapest healthy");
    field(robot, "#first-token-p-below", "3s");
    field(robot, "#rate-limit-left-above", "10%");
    robot.clickOn(emptyPlace(robot)).push(KeyCode.SHIFT, KeyCode.ALT, KeyCode.T);
    robot.push(KeyCode.SHIFT, KeyCode.DIGIT1);
  }

  private static javafx.scene.Node button(FxRobot robot, String words) {
    return robot
        .lookup(each -> each instanceof Button button && words.equals(button.getAccessibleText()))
        .query();
  }

  private void node(FxRobot robot, KeyCode letter, String id, String name) {
    robot.clickOn(emptyPlace(robot)).type(letter);
    named(robot, id, name);
  }

  private static void named(FxRobot robot, String id, String name) {
    field(robot, "#id", id);
    field(robot, "#name", name);
  }

  private void triage(FxRobot robot) {
    command(robot, "Triage");
    command(robot, "Set as entry point");
    rule(robot, 0, "metadata.data == \"health\"", "llama", "health data");
    rule(robot, 1, "metadata.task == \"translate\"", "gemini", "translation");
    rule(robot, 2, "tokens > 8000", "gemini", "long");
    rule(robot, 3, "metadata.tier == \"free\"", "Free tier cap", "free tier");
    assertEquals(List.of("home", "flash", "flash", "cap", ""), ends("triage"));
  }

  private void topic(FxRobot robot) {
    command(robot, "What is it about?");
    String code = "text.matches(\"(?i)\\\\b(sql|query|function|code|bug|loop|exception)\\\\b\")";
    rule(robot, 0, code, "never down", "code");
    String maths = "text.matches(\"(?i)\\\\b(prove|proof|integral|theorem|equation)\\\\b\")";
    rule(robot, 1, maths, "reasoner", "math");
  }

  private static void rule(FxRobot robot, int index, String when, String to, String name) {
    robot.clickOn("#add-rule");
    robot.clickOn(".cel").push(KeyCode.CONTROL, KeyCode.A).write(when);
    robot.clickOn("#rule-target").write(to).push(KeyCode.ENTER);
    field(robot, "#rule-name", name);
    robot.clickOn("#rule-" + index);
  }

  private void budget(FxRobot robot) {
    command(robot, "Free tier cap");
    field(robot, "#at-most", "40");
  }

  /// The rest of the wires, with the mouse.
  private void wires(FxRobot robot) {
    wire(robot, "triage", 4, "topic");
    wire(robot, "topic", 2, "cap");
    wire(robot, "cap", 0, "cheap");
    wire(robot, "cap", 1, "home");
    wire(robot, "cheap", 0, "chat");
    wire(robot, "cheap", 1, "flash");
    wire(robot, "code", 0, "opus");
    wire(robot, "code", 1, "gpt");
    wire(robot, "code", 2, "reasoner");
    assertEquals(List.of("opus", "gpt", "reasoner"), ends("code"));
    assertEquals(List.of("chat", "flash"), ends("cheap"));
  }

  private void wire(FxRobot robot, String from, int exit, String to) {
    robot.interact(session.editor()::selectNothing);
    robot.clickOn(".tidy"); // a card that has grown lies under the one below it
    Card card = card(robot, from);
    Point2D port = card.localToScreen(card.face().width(), card.face().outY(exit));
    robot.drag(port).moveTo(card(robot, to)).drop();
    assertEquals(to, ends(from).get(exit), from);
  }

  private void promises(FxRobot robot) {
    robot.clickOn(emptyPlace(robot));
    field(robot, "#name", "Support desk");
    robot.clickOn("#add-promise");
    inPromise(robot, 0, "#promise-name", "Health data stays at home");
    inPromise(robot, 0, "#max-calls-per-request", "");
    List<javafx.scene.Node> conditions =
        List.copyOf(robot.from(promise(robot, 0)).lookup(".cel").queryAll());
    robot.clickOn(conditions.getFirst()).write("metadata.data == \"health\"");
    robot.clickOn(conditions.getLast()).write("model.labels.region == \"local\"");
    robot.clickOn("#promise-0").clickOn("#add-promise");
    inPromise(robot, 1, "#max-calls-per-request", "3");
  }

  private static void inPromise(FxRobot robot, int index, String id, String text) {
    javafx.scene.Node field = robot.from(promise(robot, index)).lookup(id).query();
    robot.clickOn(field).push(KeyCode.CONTROL, KeyCode.A).push(KeyCode.DELETE).write(text + "\n");
  }

  private static javafx.scene.Node promise(FxRobot robot, int index) {
    return robot.lookup("#promise-" + index).query().getParent();
  }

  /// All that decides, without where things stand on the canvas.
  private static RoutingGraph plain(RoutingGraph graph) {
    var models = new LinkedHashMap<String, Model>();
    graph.models().forEach((id, model) -> models.put(id, model.withAbout(About.NOTHING)));
    var nodes = new LinkedHashMap<String, Node>();
    graph.nodes().forEach((id, node) -> nodes.put(id, node.withAbout(About.named(node.title()))));
    return new RoutingGraph(
        graph.name(), graph.start(), graph.timezone(), models, nodes, graph.promises());
  }

  private void takesTheExpectedWays() throws IOException {
    RoutingGraph saved = GraphFile.load(file).text().graph().orElseThrow();
    RoutingGraph meant =
        GraphText.read("support-desk.yaml", sample("support-desk.yaml")).graph().orElseThrow();
    assertEquals(plain(meant), plain(saved));
    var suite =
        SuiteText.read("support-desk.suite.yaml", sample("support-desk.suite.yaml"))
            .suite()
            .orElseThrow();
    var failed =
        session.installation().engine().test(saved, suite).cases().stream()
            .filter(each -> !each.passed())
            .map(SuiteResult.Tested::mismatches)
            .toList();
    assertEquals(List.of(), failed);
  }

  private static String sample(String file) throws IOException {
    String name = "/samples/support-desk/" + file;
    try (InputStream in = GraphAuthoringTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void undoesAndRedoes(FxRobot robot, String nothing) throws IOException {
    robot.clickOn(emptyPlace(robot));
    while (!session.editor().undoingProperty().get().isEmpty()) {
      robot.push(KeyCode.CONTROL, KeyCode.Z);
    }
    assertEquals(nothing, session.editor().document().text());
    assertTrue(graph().nodes().isEmpty() && graph().models().isEmpty());
    while (!session.editor().redoingProperty().get().isEmpty()) {
      robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.Z);
    }
    assertEquals(Files.readString(file), session.editor().document().text());
    assertFalse(session.editor().currentProperty().get().orElseThrow().changedProperty().get());
  }

  private static void command(FxRobot robot, String words) {
    robot.push(KeyCode.CONTROL, KeyCode.K).write(words).type(KeyCode.ENTER);
  }

  private static void field(FxRobot robot, String id, String text) {
    robot.clickOn(id).push(KeyCode.CONTROL, KeyCode.A).write(text + "\n");
  }

  private RoutingGraph graph() {
    return session.editor().document().graph();
  }

  private List<String> ends(String id) {
    return graph().node(id).orElseThrow().exits().stream().map(exit -> exit.to()).toList();
  }

  private static Card card(FxRobot robot, String id) {
    return robot
        .lookup(node -> node instanceof Card card && card.face().id().equals(id))
        .queryAs(Card.class);
  }

  /// The lower left of the canvas, where nothing stands.
  private static Point2D emptyPlace(FxRobot robot) {
    var canvas = robot.bounds(robot.lookup(".canvas-surface").<javafx.scene.Node>query()).query();
    return new Point2D(canvas.getMinX() + 200, canvas.getMaxY() - 60);
  }
}
