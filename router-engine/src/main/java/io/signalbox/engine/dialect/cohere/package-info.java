/// Cohere's Chat API, version 2, as providers speak it. Entry type is [ChatProvider].
@NullMarked
package io.signalbox.engine.dialect.cohere;

import org.jspecify.annotations.NullMarked;
