package io.signalbox.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.Desk;
import io.signalbox.app.document.Document;
import io.signalbox.app.fx.Background;
import io.signalbox.engine.graph.edit.GraphEdit;
import io.signalbox.engine.workspace.GraphText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// Four thousand edits: text and graph never disagree, undo restores every byte, comments stay.
final class RandomEditsTest {
  private static final int SEEDS = 8;
  private static final int EDITS = 500;
  private static final String FIRST =
      """
      # The head stays.
      signalbox: 1
      name: Desk   # so does this
      start: triage

      models:
        # models first
        opus: { provider: anthropic, model: claude-opus-4-5 } # a good one
        gpt: { provider: openai, model: gpt-5.1 }

      nodes:
        triage:   # where all begin
          kind: rules
          rules:
            # the longest first
            - { when: 'tokens > 8000', to: gpt }
          otherwise: opus
      # The foot stays.
      """;

  @RepeatedTest(SEEDS)
  void editsAndUndo(RepetitionInfo seed) {
    var session =
        new Session(Document.of("desk.yaml", FIRST), Desk.installation(), Background.direct());
    var edits = new RandomEdits(seed.getCurrentRepetition());
    List<String> texts = new ArrayList<>(List.of(FIRST));
    for (int i = 0; i < EDITS; i++) {
      if (step(session, edits)) {
        texts.add(session.editor().document().text());
      }
      agrees(session.editor().document());
    }
    session.editor().edit("Edit", new GraphEdit.SetName("The last"));
    texts.add(session.editor().document().text());
    assertTrue(texts.size() > EDITS / 3, "most edits change something");
    goesBack(session, texts);
    goesForth(session, texts);
  }

  /// Mostly edits of the graph; sometimes of the text, which are taken back if they break it.
  private static boolean step(Session session, RandomEdits edits) {
    if (edits.upTo(8) > 0) {
      return session.editor().edit("Edit", edits.of(session.editor().document().graph()));
    }
    boolean typed =
        session.editor().type("Type", edits.typed(session.editor().document().text()), false);
    if (typed && !session.editor().document().sound()) {
      session.editor().undo();
      return false;
    }
    return typed;
  }

  private static void agrees(Document document) {
    assertTrue(document.sound());
    GraphText read = GraphText.read(document.file(), document.text());
    assertEquals(read.graph().orElseThrow(), document.graph());
    assertTrue(document.text().contains(RandomEdits.FOOT), document::text);
  }

  private static void goesBack(Session session, List<String> texts) {
    for (int i = texts.size() - 2; i >= 0; i--) {
      session.editor().undo();
      assertEquals(texts.get(i), session.editor().document().text());
    }
    assertEquals("", session.editor().undoingProperty().get());
  }

  private static void goesForth(Session session, List<String> texts) {
    for (String text : texts.subList(1, texts.size())) {
      session.editor().redo();
      assertEquals(text, session.editor().document().text());
    }
    assertEquals("", session.editor().redoingProperty().get());
  }
}
