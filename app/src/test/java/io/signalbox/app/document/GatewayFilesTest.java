package io.signalbox.app.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.app.RealDesk;
import io.signalbox.app.fx.Background;
import io.signalbox.app.session.Session;
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
    assertTrue(session.views().textProperty().get());
  }

  @Test
  void graphIsOpenedAsItself() throws IOException {
    Session session = session();
    session.gatewayFiles().take(file("small.yaml", RealDesk.TEXT));
    assertTrue(session.editor().currentProperty().get().orElseThrow().path().isPresent());
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
