/// Who asks, for whom and what for, as far as a request shows it.
@NullMarked
package io.signalbox.engine.route.client;

import org.jspecify.annotations.NullMarked;
