/// Finds personal data in the texts of a request, and puts marks in its place.
@NullMarked
package io.signalbox.engine.route.redaction;

import org.jspecify.annotations.NullMarked;
