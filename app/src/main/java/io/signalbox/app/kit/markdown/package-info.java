/// Documents written in Markdown. Entry type is [MarkdownView].
@NullMarked
package io.signalbox.app.kit.markdown;

import org.jspecify.annotations.NullMarked;
