package dev.medislot.web.trace;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationFilter;
import java.util.regex.Pattern;

/** Masks the secret in the address of a calendar feed or of a link in a mail wherever an observation has it. */
class SecretPaths implements ObservationFilter {

    private static final Pattern SECRET = Pattern.compile("(/api/v1/(?:calendar|reminders)/|[?&]token=)[^/?#{*&]+");

    @Override
    public Observation.Context map(Observation.Context context) {
        for (var value : context.getHighCardinalityKeyValues()) {
            var masked = masked(value);
            if (!masked.equals(value)) {
                context.addHighCardinalityKeyValue(masked);
            }
        }
        for (var value : context.getLowCardinalityKeyValues()) {
            var masked = masked(value);
            if (!masked.equals(value)) {
                context.addLowCardinalityKeyValue(masked);
            }
        }
        return context;
    }

    private static KeyValue masked(KeyValue value) {
        if (!mayHaveSecret(value.getValue())) {
            return value;
        }
        var matcher = SECRET.matcher(value.getValue());
        return matcher.find() ? KeyValue.of(value.getKey(), matcher.replaceAll("$1***")) : value;
    }

    /** Costs much less than the pattern, with which every value of every request would be searched. */
    private static boolean mayHaveSecret(String text) {
        return text.contains("token=") || text.contains("/calendar/") || text.contains("/reminders/");
    }
}
