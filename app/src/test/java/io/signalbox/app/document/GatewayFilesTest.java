package io.signalbox.app.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.RealDesk;
import io.signalbox.app.fx.Background;
import io.signalbox.app.keys.ImportedKeys;
import io.signalbox.app.session.Session;
import io.signalbox.app.state.ToolPane;
import io.signalbox.engine.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Other gateways' files in the window.
final class GatewayFilesTest {
  @TempDir private Path directory;

  private Session session() {
    return new Session(RealDesk.installation(directory.resolve("home"), 0), Background.direct());
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void gatewaysFileOpensAsDraftWithItsFindings() throws IOException {
    Session session = session();
    session
        .gatewayFiles()
        .take(
            file(
                "litellm_config.yaml",
                """
                model_list:
                  - model_name: everyday
                    litellm_params: { model: openai/gpt-5.1, api_key: my-own-s3cret-of-the-desk }
                general_settings: { max_parallel_requests: 5 }
                """));
    OpenFile open = session.editor().currentProperty().get().orElseThrow();
    assertTrue(open.path().isEmpty());
    assertTrue(open.changedProperty().get());
    assertTrue(open.document().sound(), open.document().text());
    assertEquals("openai", open.document().graph().models().firstEntry().getValue().provider());
    String text = open.document().text();
    assertTrue(text.contains("# line 3: manual: model_list[0].litellm_params.api_key"), text);
    assertTrue(
        text.contains("# line 4: unsupported: general_settings.max_parallel_requests"), text);
    assertFalse(text.contains("s3cret"), text);
    var notice = session.notices().noticeProperty().get().orElseThrow();
    assertTrue(notice.words().contains("1 manual, 1 unsupported"), notice.words());
    notice.remedy().orElseThrow().action().run();
    assertEquals(ToolPane.IMPORT, session.views().toolProperty().get());
  }

  @Test
  void graphIsOpenedAsItself() throws IOException {
    Session session = session();
    session.gatewayFiles().take(file("small.yaml", RealDesk.TEXT));
    assertTrue(session.editor().currentProperty().get().orElseThrow().path().isPresent());
  }

  @Test
  void keysOfTheFileGoIntoTheVaultOnlyWhenThatIsWished() throws IOException {
    Session session = session();
    Path file =
        file(
            "litellm_config.yaml",
            """
            model_list:
              - model_name: everyday
                litellm_params: { model: openai/gpt-5.1, api_key: my-own-s3cret-of-the-desk }
            """);
    var vault = session.installation().engine().store().keys();
    session.gatewayFiles().take(file);
    ImportedKeys.KeyOffer offer = session.importedKeys().offerProperty().get().orElseThrow();
    assertEquals("OPENAI_API_KEY", offer.names());
    assertFalse(offer.toString().contains("s3cret"), offer.toString());
    session.importedKeys().decline();
    assertTrue(vault.get("OPENAI_API_KEY").isEmpty());
    session.gatewayFiles().take(file);
    session.importedKeys().keep();
    assertEquals("my-own-s3cret-of-the-desk", vault.get("OPENAI_API_KEY").orElseThrow().reveal());
    assertTrue(session.importedKeys().offerProperty().get().isEmpty());
    String said = session.notices().noticeProperty().get().orElseThrow().words();
    assertTrue(said.contains("OPENAI_API_KEY") && !said.contains("s3cret"), said);
  }

  @Test
  void keyThatIsKeptAlreadyStays() throws IOException {
    Session session = session();
    session.installation().engine().keepKey("OPENAI_API_KEY", Secret.of("the-first-one"));
    session
        .gatewayFiles()
        .read(
            "{ \"provider\": \"openai\", \"api_key\": \"an-other-one-77\","
                + " \"override_params\": { \"model\": \"gpt-5.1\" } }");
    session.importedKeys().keep();
    var vault = session.installation().engine().store().keys();
    assertEquals("the-first-one", vault.get("OPENAI_API_KEY").orElseThrow().reveal());
  }

  @Test
  void textThatWasCopiedIsImported() {
    Session session = session();
    session.gatewayFiles().read("");
    assertTrue(session.notices().noticeProperty().get().orElseThrow().trouble());
    session
        .gatewayFiles()
        .read("[models.m]\nrouting = [\"a\"]\n[models.m.providers.a]\ntype = \"openai\"\n");
    assertEquals("clipboard.graph.yaml", session.editor().document().file());
  }

  @Test
  void otherFilesAreSaidToBeNone() throws IOException {
    Session session = session();
    session.gatewayFiles().take(file("x.yaml", "services: { a: { image: b } }"));
    session.gatewayFiles().read(directory.resolve("missing.yaml"));
    assertTrue(session.editor().files().isEmpty());
    assertTrue(session.notices().noticeProperty().get().orElseThrow().trouble());
  }
}
