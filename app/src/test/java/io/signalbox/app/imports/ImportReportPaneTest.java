package io.signalbox.app.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.signalbox.app.Desk;
import io.signalbox.app.Windowed;
import io.signalbox.app.document.Document;
import io.signalbox.app.document.Selection;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.ToolPane;
import java.util.List;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

@Windowed
final class ImportReportPaneTest {
  private static final String HEAD =
      """
      # line 4: manual: model_list[0].litellm_params.api_key → gpt: A key stands in the file.
      # line 5: approximate: model_list[0].litellm_params.rpm → gone: A weight of the group.
      # line 9: unsupported: general_settings.x: A graph has no such setting.
      # Imported from config.yaml, a configuration of LiteLLM.
      """;

  private final Session session = new Session(Desk.installation(), Background.direct());

  @Start
  void start(Stage stage) {
    session.editor().open(Document.of("desk.yaml", HEAD + Desk.document().text()));
    session.views().show(ToolPane.IMPORT);
    stage.setScene(new Scene(new ImportReportPane(session.editor(), session.views()), 900, 300));
    stage.show();
  }

  private static int rows(FxRobot robot) {
    return robot.lookup(".import-finding").queryAll().size();
  }

  @Test
  void findingIsALinkToWhatTheFieldBecame(FxRobot robot) {
    robot.clickOn(".import-finding.manual .import-link");
    assertEquals(Selection.of(List.of("gpt")), session.editor().selection());
    assertFalse(robot.lookup(".import-finding.approximate .import-link").query().isVisible());
  }

  @Test
  void gradesAreFiltered(FxRobot robot) {
    assertEquals(3, rows(robot));
    robot.clickOn("#import-filter-manual");
    assertEquals(2, rows(robot));
    robot.clickOn("#import-filter-manual");
    assertEquals(3, rows(robot));
  }

  @Test
  void whatIsDoneLeavesTheFileAndComesBackByUndo(FxRobot robot) {
    robot.clickOn(".import-finding.unsupported .button");
    assertEquals(2, rows(robot));
    assertFalse(session.editor().document().text().contains("general_settings.x"));
    robot.interact(session.editor()::undo);
    assertEquals(3, rows(robot));
  }

  @Test
  void graphThatWasNotImportedHasNoFindings() {
    assertEquals(0, ImportReportPane.count(Desk.document()));
  }
}
