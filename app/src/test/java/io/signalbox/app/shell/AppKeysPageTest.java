package io.signalbox.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.QuickRobot;
import io.signalbox.app.RealEngine;
import io.signalbox.app.Windowed;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.Notice;
import io.signalbox.app.state.PageId;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.store.AppKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// Keys that were made before this window was opened.
@Windowed
final class AppKeysPageTest {
  @TempDir private Path home;

  private RealEngine engine;
  private Session session;
  private Secret old;

  @Start
  void start(Stage stage) {
    engine = RealEngine.at(home);
    old = assertInstanceOf(AppKeys.Added.Fresh.class, apps().add("claude-code")).key();
    assertInstanceOf(AppKeys.Added.Fresh.class, apps().add("nightly batch"));
    session = new Session(Desk.document(), engine.installation(), Background.threads());
    session.proxy().portProperty().set(0);
    stage.setScene(new Scene(new Workbench(session, "light", 1280).root(), 1280, 800));
    stage.show();
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(session::close);
    session.background().finish();
    engine.close();
  }

  private AppKeys apps() {
    return engine.store().apps();
  }

  @Test
  void keyOfEarlierRunIsKnownAndCanBeReplaced(FxRobot robot) throws Exception {
    robot.interact(() -> session.views().show(PageId.CONNECT));
    QuickRobot.until(() -> shown(robot, "#replace-key"));
    assertEquals("sb-••••••••" + ending(old), words(robot, "#app-key"));
    assertEquals(
        "Key created just now · never used · no requests in 30 days", words(robot, "#app-facts"));
    assertTrue(robot.lookup("#make-key").tryQuery().isEmpty());

    robot.clickOn("#replace-key").clickOn("#confirm-key");
    QuickRobot.until(() -> shown(robot, "#copy-key"));
    assertEquals(Optional.empty(), apps().appOf(old));
    robot.clickOn("#copy-key");
    String fresh =
        WaitForAsyncUtils.asyncFx(() -> Clipboard.getSystemClipboard().getString()).get();
    assertEquals(Optional.of("claude-code"), apps().appOf(Secret.of(fresh)));
  }

  @Test
  void keyIsRevokedOnlyAfterQuestion(FxRobot robot) throws Exception {
    robot.interact(() -> session.views().show(PageId.CONNECT));
    QuickRobot.until(() -> shown(robot, "#revoke-key"));
    robot.clickOn("#revoke-key").type(KeyCode.ESCAPE);
    QuickRobot.until(() -> !shown(robot, "#confirm-key"));
    assertEquals(Optional.of("claude-code"), apps().appOf(old));
    robot.clickOn("#revoke-key").clickOn("#confirm-key");
    QuickRobot.until(() -> shown(robot, "#make-key"));
    assertEquals(Optional.empty(), apps().appOf(old));
    assertTrue(robot.lookup("#make-key").query().isFocused());
  }

  @Test
  void linesAreNotCopiedWithMaskedKey(FxRobot robot) throws Exception {
    robot.interact(() -> session.views().show(PageId.CONNECT));
    QuickRobot.until(() -> shown(robot, "#replace-key"));
    robot.clickOn("#copy-client-lines");
    assertEquals(Notice.Tone.INFO, notice().tone());
    String copied =
        WaitForAsyncUtils.asyncFx(() -> Clipboard.getSystemClipboard().getString()).get();
    assertTrue(copied.contains("YOUR_SIGNALBOX_KEY") && !copied.contains("•"), copied);

    TextField name = robot.lookup("#app-name").queryAs(TextField.class);
    robot.interact(() -> name.setText("another"));
    QuickRobot.until(() -> shown(robot, "#make-key"));
    robot.clickOn("#copy-client-lines");
    assertEquals("Create key", notice().remedy().orElseThrow().words());
    assertEquals(
        copied, WaitForAsyncUtils.asyncFx(() -> Clipboard.getSystemClipboard().getString()).get());

    robot.clickOn("Codex");
    assertEquals("~/.codex/config.toml, at its top", words(robot, "#client-place"));
  }

  private Notice notice() {
    return session.notices().noticeProperty().get().orElseThrow();
  }

  @Test
  void typedNameOfKnownAppShowsItsKey(FxRobot robot) throws Exception {
    robot.interact(() -> session.views().show(PageId.CONNECT));
    QuickRobot.until(() -> shown(robot, "#replace-key"));
    TextField name = robot.lookup("#app-name").queryAs(TextField.class);
    robot.interact(() -> name.setText("another"));
    QuickRobot.until(() -> shown(robot, "#make-key"));
    robot.interact(() -> name.setText("nightly batch"));
    QuickRobot.until(() -> shown(robot, "#replace-key"));
  }

  @Test
  void allAppsAreListedAndFoundInPalette(FxRobot robot) throws Exception {
    robot.interact(() -> session.views().show(PageId.CONNECT));
    QuickRobot.until(() -> words(robot, "#all-apps").equals("2 apps with a key"));
    robot.clickOn("#all-apps");
    QuickRobot.until(() -> shown(robot, "#revoke-key-claude-code"));

    robot.interact(() -> session.views().show(PageId.TRAFFIC));
    robot.press(KeyCode.CONTROL).type(KeyCode.K).release(KeyCode.CONTROL);
    robot.write("revoke the key of claude").type(KeyCode.ENTER);
    QuickRobot.until(() -> shown(robot, "#confirm-key-claude-code"));
    assertTrue(robot.lookup("#cancel-key-claude-code").query().isFocused());
    robot.clickOn("#confirm-key-claude-code");
    QuickRobot.until(() -> words(robot, "#all-apps").equals("1 app with a key"));
    assertEquals(List.of("nightly batch"), apps().list().stream().map(AppKeys.App::name).toList());
  }

  private static String ending(Secret key) {
    return key.reveal().substring(key.reveal().length() - 4);
  }

  private static String words(FxRobot robot, String id) {
    return robot.lookup(id).queryAs(Labeled.class).getText();
  }

  private static boolean shown(FxRobot robot, String id) {
    return robot.lookup(id).tryQuery().isPresent();
  }
}
