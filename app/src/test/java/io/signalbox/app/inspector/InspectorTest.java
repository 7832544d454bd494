package io.signalbox.app.inspector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.Windowed;
import io.signalbox.app.document.Selection;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.shell.Workbench;
import io.signalbox.app.state.FileDialogs;
import io.signalbox.engine.catalog.Money;
import io.signalbox.engine.graph.AskNode;
import io.signalbox.engine.graph.BudgetNode;
import io.signalbox.engine.graph.FallbackNode;
import io.signalbox.engine.graph.IntentNode;
import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.RulesNode;
import io.signalbox.engine.graph.Slot;
import io.signalbox.engine.graph.condition.Condition;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.graph.edit.NewNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/// The inspector, driven as a user would.
@Windowed
final class InspectorTest {
  private final Session session =
      new Session(Desk.document(), Desk.installation(), Background.direct());

  @Start
  void start(Stage stage) {
    var bench = new Workbench(session, "light", 980);
    session.views().toolsProperty().set(false);
    stage.setScene(new Scene(bench.root(), 980, 960));
    stage.show();
  }

  @Test
  void setsBudget(FxRobot robot) {
    select(robot, "cap");
    robot.doubleClickOn("#at-most").push(KeyCode.CONTROL, KeyCode.A).write("12.50\n");
    assertEquals(Money.of("12.5"), budget().usd());
    assertEquals("$12.5", field(robot, "#at-most").getText());
    robot.interact(session.editor()::undo);
    assertEquals(Money.of("40"), budget().usd());
    assertEquals("$40", field(robot, "#at-most").getText());
  }

  @Test
  void saysWhichModelsCountInBudget(FxRobot robot) {
    select(robot, "cap");
    robot.clickOn(cel(robot)).write("model.provider == \"anthropic\"");
    assertEquals(
        Optional.of("model.provider == \"anthropic\""), budget().when().map(Condition::text));
    robot.push(KeyCode.CONTROL, KeyCode.A).push(KeyCode.DELETE);
    assertEquals(Optional.empty(), budget().when());
  }

  @Test
  void setsSharesThatAreTold(FxRobot robot) {
    select(robot, "cap");
    robot.clickOn("#notify-at").push(KeyCode.CONTROL, KeyCode.A).write("50%, 0.8\n");
    assertEquals(List.of(0.5, 0.8), budget().notices());
    assertEquals("50%, 80%", field(robot, "#notify-at").getText());
    robot.clickOn("#notify-at").push(KeyCode.CONTROL, KeyCode.A).write("half");
    assertTrue(shows(robot, "Separate several by commas."));
    robot.push(KeyCode.CONTROL, KeyCode.A).push(KeyCode.DELETE).push(KeyCode.ENTER);
    assertEquals(List.of(), budget().notices());
  }

  @Test
  void commitsTypedValueWhenSelectionChanges(FxRobot robot) {
    select(robot, "cap");
    robot.clickOn("#at-most").push(KeyCode.CONTROL, KeyCode.A).write("7");
    select(robot, "code");
    assertEquals(Money.of("7"), budget().usd());
  }

  @Test
  void tabMovesThroughAllFields(FxRobot robot) {
    select(robot, "cap");
    robot.clickOn("#note").push(KeyCode.TAB);
    assertEquals(Optional.empty(), node("cap").about().note());
    assertTrue(!robot.lookup("#note").query().isFocused());
  }

  @Test
  void invalidValueIsNotApplied(FxRobot robot) {
    select(robot, "code");
    robot.clickOn("#first-token-timeout").push(KeyCode.CONTROL, KeyCode.A).write("soon");
    assertTrue(shows(robot, "Enter a duration"));
    robot.push(KeyCode.ESCAPE);
    assertEquals("8 s", field(robot, "#first-token-timeout").getText());
    robot.push(KeyCode.CONTROL, KeyCode.A).write("1m30s\n");
    assertEquals(Optional.of(Duration.ofSeconds(90)), fallback().firstToken());
    assertEquals("1 min 30 s", field(robot, "#first-token-timeout").getText());
  }

  @Test
  void keepsFocusAndCaretWhileTyping(FxRobot robot) {
    select(robot, "triage");
    TextField name = field(robot, "#name");
    robot.clickOn(name).push(KeyCode.HOME).write("My ");
    assertEquals("My Triage", node("triage").title());
    assertSame(name, field(robot, "#name"));
    assertEquals(3, name.getCaretPosition());
    robot.interact(() -> session.editor().edit("Elsewhere", new GraphEdit.SetName("Other")));
    assertEquals(3, name.getCaretPosition());
    robot.interact(session.editor()::undo).interact(session.editor()::undo);
    assertEquals("Triage", name.getText());
  }

  @Test
  void editsConditionAsText(FxRobot robot) {
    select(robot, "triage");
    robot.clickOn("#rule-1");
    robot.clickOn(cel(robot)).push(KeyCode.END).write("0 &&");
    assertEquals("tokens > 80000", rules().rules().get(1).when().text());
    assertTrue(shows(robot, "Column"));
    robot.write(" stream");
    assertEquals("tokens > 80000 && stream", rules().rules().get(1).when().text());
    assertEquals("tokens > 80\u202f000 and stream", labelled(robot, "#rule-1"));
  }

  @Test
  void reordersByKeyboardAndByDragging(FxRobot robot) {
    select(robot, "triage");
    robot.interact(() -> robot.lookup("#rule-2").query().requestFocus());
    robot.push(KeyCode.ALT, KeyCode.UP);
    assertEquals(List.of("flash", "cap", "flash"), targets());
    assertTrue(robot.lookup("#rule-1").query().isFocused());
    robot.drag("#rule-handle-0", MouseButton.PRIMARY).moveTo("#rule-handle-2").moveBy(0, 8).drop();
    assertEquals(List.of("cap", "flash", "flash"), targets());
    assertEquals("metadata.task == \"translate\"", rules().rules().get(2).when().text());
  }

  @Test
  void typeErrorIsMatterOfItsRuleAlone(FxRobot robot) {
    String text = session.editor().document().text();
    String wrong = text.replaceFirst("when: '[^']*'", "when: 'language == 3'");
    assertFalse(wrong.equals(text), text);
    robot.interact(() -> session.editor().type("Type", wrong, false));
    assertFalse(session.editor().document().valid());

    select(robot, "cap");
    robot.doubleClickOn("#at-most").push(KeyCode.CONTROL, KeyCode.A).write("12.50\n");

    assertEquals(Money.of("12.5"), budget().usd());
    assertTrue(session.editor().document().text().contains("when: 'language == 3'"));
    select(robot, "triage");
    robot.lookup("language == 3").query();
  }

  @Test
  void buildsRuleByGestures(FxRobot robot) {
    select(robot, "triage");
    robot.clickOn("#add-rule");
    assertEquals("tokens > 8000", last().when().text());
    robot.clickOn("#value").push(KeyCode.CONTROL, KeyCode.A).write("12000");
    assertEquals("tokens > 12000", last().when().text());
    robot.clickOn("#and");
    assertTrue(shows(robot, "A value is missing"));
    assertEquals("tokens > 12000", last().when().text());
    robot.clickOn("#field-1").push(KeyCode.CONTROL, KeyCode.A).write("metadata.team\n");
    robot.clickOn("#value-1").write("support");
    assertEquals("tokens > 12000 && metadata.team == \"support\"", last().when().text());
    assertEquals("tokens > 12000 && metadata.team == \"support\"", cel(robot).getText());
    robot.interact(session.editor()::undo);
    robot.clickOn("#not");
    assertEquals("!(tokens > 12000)", last().when().text());
  }

  @Test
  void appliesQuickFixInRule(FxRobot robot) {
    select(robot, "triage");
    robot.clickOn("#add-rule");
    robot.clickOn(cel(robot)).push(KeyCode.END).write("0");
    assertTrue(shows(robot, "never matches"));
    robot.clickOn("Move above rule 2");
    assertEquals("tokens > 80000", rules().rules().get(1).when().text());
  }

  /// Those of a rule stand in its row, those of any other item in the head.
  @Test
  void showsProblemsOfBranches(FxRobot robot) {
    select(robot, "code");
    String first = fallback().to().getFirst();
    robot.interact(() ->
        session
            .editor()
            .edit("Connect", new GraphEdit.Connect("code", new Slot.Item("to", 1), first)));
    assertTrue(shows(robot, first + " is listed twice."));
  }

  @Test
  void builderFollowsText(FxRobot robot) {
    select(robot, "triage");
    robot.clickOn("#rule-2");
    robot.clickOn(cel(robot)).push(KeyCode.CONTROL, KeyCode.A).write("stream || hour < 7");
    assertEquals("stream || hour < 7", rules().rules().get(2).when().text());
    assertEquals("hour", field(robot, "#field-1").getText());
    assertEquals("7", field(robot, "#value-1").getText());
    robot.push(KeyCode.CONTROL, KeyCode.A).write("tokens + images > 9");
    assertTrue(shows(robot, "shown as text"));
  }

  @Test
  void keepsTypedValuesWhenAndBecomesOr(FxRobot robot) {
    select(robot, "triage");
    robot.clickOn("#rule-2");
    robot.clickOn(cel(robot)).push(KeyCode.CONTROL, KeyCode.A).write("stream && hour < 7");
    robot.clickOn("#value-1").push(KeyCode.CONTROL, KeyCode.A).write("9");
    assertEquals("stream && hour < 9", rules().rules().get(2).when().text());
    robot.clickOn(".joint");
    assertEquals("stream || hour < 9", rules().rules().get(2).when().text());
  }

  @Test
  void completesNamesInText(FxRobot robot) {
    select(robot, "triage");
    robot.clickOn("#rule-1");
    robot.clickOn(cel(robot)).push(KeyCode.CONTROL, KeyCode.A).write("metadata.ti");
    robot.push(KeyCode.DOWN, KeyCode.ENTER);
    assertEquals("metadata.tier", cel(robot).getText());
    assertEquals("tokens > 8000", rules().rules().get(1).when().text());
  }

  @Test
  void connectsRuleWithoutOfferingCycles(FxRobot robot) {
    select(robot, "topic");
    robot.clickOn("#rule-0");
    robot.clickOn("#rule-target").write("cheapest").push(KeyCode.ENTER);
    assertEquals("cheap", rules("topic").rules().getFirst().to());
    var offers =
        new TargetChoices(context(), "topic").offers().stream().map(each -> each.value()).toList();
    assertTrue(offers.contains("cheap"));
    assertTrue(!offers.contains("triage") && !offers.contains("topic"));
  }

  @Test
  void editsAnswersOfAskedModel(FxRobot robot) {
    robot.interact(() ->
        session
            .editor()
            .edit(
                "Add",
                new GraphEdit.Several(
                    List.of(
                        new GraphEdit.PutNode(NewNode.of(NodeKind.ASK, "about")),
                        new GraphEdit.SetStart("about")))));
    select(robot, "about");
    robot.clickOn("#ask-model").write("gpt").push(KeyCode.ENTER);
    assertEquals("gpt", ask().model());
    robot.clickOn("#answer-label-0").push(KeyCode.CONTROL, KeyCode.A).write("code\n");
    robot.clickOn("#answer-target-0").write("code").push(KeyCode.ENTER);
    robot.clickOn("#add-answer");
    assertEquals(List.of("code", "no", "answer 3"), List.copyOf(ask().answers().keySet()));
    assertEquals("code", ask().answers().get("code"));
    robot.interact(session.editor()::undo);
    assertEquals(List.of("code", "no"), List.copyOf(ask().answers().keySet()));
    assertTrue(robot.lookup("#answer-label-2").tryQuery().isEmpty());
  }

  @Test
  void writesSeveralKeysWithCommasBetween(FxRobot robot) {
    select(robot, "gpt");
    robot.clickOn("#key").write("env:A, vault:b\n");
    assertEquals(
        List.of("env:A", "vault:b"),
        session.editor().document().graph().model("gpt").orElseThrow().keys().stream()
            .map(each -> each.id())
            .toList());
    robot.clickOn("#key").push(KeyCode.CONTROL, KeyCode.A).write("env:A, env:A");
    assertTrue(shows(robot, "Write each key once."));
  }

  private AskNode ask() {
    return assertInstanceOf(AskNode.class, node("about"));
  }

  @Test
  void picksModel(FxRobot robot) {
    select(robot, "gpt");
    robot.clickOn("#provider").push(KeyCode.CONTROL, KeyCode.A).write("anthropic\n");
    robot.clickOn("#model").push(KeyCode.CONTROL, KeyCode.A).write("opus").push(KeyCode.DOWN);
    robot.push(KeyCode.ENTER);
    assertEquals(
        "claude-opus-4-5", session.editor().document().graph().model("gpt").orElseThrow().model());
    robot.clickOn("#key").write("sk-" + "abc123".repeat(4));
    assertTrue(shows(robot, "looks like a key."));
    robot.push(KeyCode.TAB);
    assertEquals(
        Optional.empty(), session.editor().document().graph().model("gpt").orElseThrow().key());
  }

  @Test
  void editsSeveralAtOnce(FxRobot robot) {
    robot.interact(() -> session.editor().select(Selection.of(List.of("opus", "home"))));
    assertEquals("several", field(robot, "#provider").getPromptText());
    robot.clickOn("#key").write("env:SHARED_KEY\n");
    assertEquals(
        List.of("env:SHARED_KEY", "env:SHARED_KEY"),
        session.editor().document().graph().models().values().stream()
            .flatMap(each -> each.key().stream())
            .map(each -> each.id())
            .toList());
  }

  @Test
  void editsClassesOfIntents(FxRobot robot) {
    var node = NewNode.of(NodeKind.INTENT, "topic");
    robot.interact(() -> session.editor().edit("Add", new GraphEdit.PutNode(node)));
    select(robot, "topic");
    robot.interact(
        () -> robot.lookup("#class-examples-0").queryAs(TextArea.class).setText("a\n\nb"));
    robot.doubleClickOn("#class-label-1").push(KeyCode.CONTROL, KeyCode.A).write("maths\n");
    robot.interact(() -> robot.lookup("#add-class").queryButton().fire());
    IntentNode changed = intent();
    assertEquals(List.of("code", "maths", "class 3"), List.copyOf(changed.classes().keySet()));
    assertEquals(List.of("a", "b"), changed.examples().get("code"));
    assertEquals("a\n\nb", robot.lookup("#class-examples-0").queryAs(TextArea.class).getText());
  }

  private IntentNode intent() {
    return assertInstanceOf(
        IntentNode.class, session.editor().document().graph().node("topic").orElseThrow());
  }

  @Test
  void addsPromise(FxRobot robot) {
    robot.interact(session.editor()::selectNothing);
    robot.clickOn("#add-promise");
    assertEquals(1, session.editor().document().graph().promises().size());
    robot.clickOn("#max-calls-per-request").push(KeyCode.CONTROL, KeyCode.A).write("2\n");
    assertEquals(
        2, session.editor().document().graph().promises().getFirst().attempts().orElseThrow());
  }

  private InspectorContext context() {
    return new InspectorContext(
        session.editor(),
        session.simulator(),
        session.installation(),
        session.fixContext(),
        session.gateRuns(),
        session.suiteQuestions(),
        session.carried().examples(),
        FileDialogs.NONE);
  }

  private void select(FxRobot robot, String id) {
    robot.interact(() -> session.editor().select(id));
  }

  private static TextField field(FxRobot robot, String id) {
    return robot.lookup(id).queryAs(TextField.class);
  }

  private static String labelled(FxRobot robot, String id) {
    return robot.lookup(id).queryAs(Labeled.class).getText();
  }

  private static boolean shows(FxRobot robot, String words) {
    return robot
        .lookup(each ->
            each instanceof Labeled label
                && label.isVisible()
                && String.valueOf(label.getText()).contains(words))
        .tryQuery()
        .isPresent();
  }

  private static TextInputControl cel(FxRobot robot) {
    return robot.lookup(".cel").query();
  }

  private RulesNode.Rule last() {
    return rules().rules().getLast();
  }

  private Node node(String id) {
    return session.editor().document().graph().node(id).orElseThrow();
  }

  private BudgetNode budget() {
    return assertInstanceOf(BudgetNode.class, node("cap"));
  }

  private FallbackNode fallback() {
    return assertInstanceOf(FallbackNode.class, node("code"));
  }

  private RulesNode rules() {
    return rules("triage");
  }

  private RulesNode rules(String id) {
    return assertInstanceOf(RulesNode.class, node(id));
  }

  private List<String> targets() {
    return rules().rules().stream().map(RulesNode.Rule::to).toList();
  }
}
