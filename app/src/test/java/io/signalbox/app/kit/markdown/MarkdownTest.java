package io.signalbox.app.kit.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Documents, read.
final class MarkdownTest {
  @Test
  void partsAreToldApart() {
    assertEquals(
        List.of(
            new Block.Head(1, "Failover"),
            new Block.Words("What happens when a call fails."),
            new Block.Item("•", 0, "one, and what follows"),
            new Block.Item("1.", 1, "two"),
            new Block.Code("a:\n  b: `c`\n\n# no head"),
            new Block.Words("End.")),
        Markdown.blocks(
            """
            # Failover

            <picture>
              <img src="a.png" alt="what is seen">
            </picture>

            What happens
            when a call fails.
            - one,
              and what follows
              1. two

            ```yaml
            a:
              b: `c`

            # no head
            ```
            End.
            """));
  }

  @Test
  void tableHasCells() {
    assertEquals(
        List.of(
            new Block.Table(
                List.of(List.of("what", "value"), List.of("a `x|y` b", "1 | 2"), List.of("", "")))),
        Markdown.blocks(
            """
            | what | value |
            |---|---:|
            | a `x|y` b | 1 \\| 2 |
            | | |
            """));
  }

  @Test
  void lineHasPieces() {
    assertEquals(
        List.of(
            new Inline.Plain("See "),
            new Inline.Link("the format", "graph-format.md#gates"),
            new Inline.Plain(", "),
            new Inline.Code("a*b*"),
            new Inline.Plain(" and "),
            new Inline.Strong("this"),
            new Inline.Plain(".")),
        Inline.of("See [the `format`](graph-format.md#gates), `a*b*` and **this**."));
  }

  @Test
  void textThatEndsWithinCodeLosesNothing() {
    assertEquals(List.of(new Block.Code("a\nb")), Markdown.blocks("```\na\nb"));
  }

  @Test
  void anchorIsAsLinksHaveIt() {
    assertEquals("how-often-a-model-is-called", Markdown.anchor("How often a model is called"));
  }
}
