/// Lists of models from public addresses; no key is ever sent.
@NullMarked
package io.signalbox.engine.upstream.download;

import org.jspecify.annotations.NullMarked;
