package io.signalbox.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawCommandTest {
  private static final String HOSTILE =
      """
      signalbox: 1
      name: '</svg><script>'
      start: a
      models:
        m: { provider: openai, model: '"]; click n0 "javascript:x"' }
      nodes:
        a:
          kind: rules
          name: '</text><script>alert("1")</script> & more'
          rules:
            - { when: 'text == "<b>`#;|"', to: m, name: '"| end --> x' }
          otherwise: m
      """;

  @TempDir private Path directory;

  @BeforeEach
  void copyGraphs() throws IOException {
    Files.copy(Golden.FOLDER.resolve("desk.yaml"), directory.resolve("desk.yaml"));
    Files.writeString(directory.resolve("hostile.yaml"), HOSTILE);
  }

  @Test
  void mermaidTextIsAsExpected() throws IOException {
    Golden.check("draw-desk.mmd", Files.readString(drawn("desk", "mmd")));
  }

  @Test
  void svgIsAsExpected() throws IOException {
    Golden.check("draw-desk.svg", Files.readString(drawn("desk", "svg")));
  }

  @Test
  void whatIsDisabledIsDashed() throws IOException {
    Path file = directory.resolve("off.yaml");
    String desk = Files.readString(directory.resolve("desk.yaml"));
    Files.writeString(
        file,
        desk.replace("by: cost", "by: cost\n    disabled: true")
            .replace("model: claude-opus-4-5", "disabled: true, model: claude-opus-4-5"));
    Golden.check("draw-off.mmd", Files.readString(drawn("off", "mmd")));
    Golden.check("draw-off.svg", Files.readString(drawn("off", "svg")));
  }

  @Test
  void namesNeverBecomeMarkup() throws Exception {
    Path svg = drawn("hostile", "svg");
    var xml =
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Files.newInputStream(svg));
    assertEquals(0, xml.getElementsByTagName("script").getLength());
    Golden.check("draw-hostile.mmd", Files.readString(drawn("hostile", "mmd")));
  }

  @Test
  void pngHasTwiceTheSize() throws IOException {
    var image = ImageIO.read(drawn("desk", "png").toFile());
    String svg = Files.readString(drawn("desk", "svg"));
    assertTrue(svg.contains("width=\"" + image.getWidth() / 2 + "\""), svg.substring(0, 200));
  }

  @Test
  void otherEndingIsBadInput() throws IOException {
    var typed = Typed.run(directory, "draw", graph("desk"), "-o", "picture.gif");
    assertEquals(2, typed.code());
    assertEquals(
        "signalbox: -o picture.gif: unknown format. Use the extension .svg, .png or .mmd.\n",
        typed.err());
  }

  private Path drawn(String name, String ending) throws IOException {
    Path file = directory.resolve(name + "." + ending);
    var typed = Typed.run(directory, "draw", graph(name), "-o", file.toString());
    assertEquals(0, typed.code(), typed.err());
    return file;
  }

  private String graph(String name) {
    return directory.resolve(name + ".yaml").toString();
  }
}
