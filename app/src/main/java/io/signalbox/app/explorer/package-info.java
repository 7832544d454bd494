/// What there is to work with: graphs, kinds of nodes, models. Entry type is [Explorer].
@NullMarked
package io.signalbox.app.explorer;

import org.jspecify.annotations.NullMarked;
