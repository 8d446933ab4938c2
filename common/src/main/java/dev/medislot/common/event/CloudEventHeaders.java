package dev.medislot.common.event;

/** The Kafka headers of a CloudEvent 1.0 in binary mode. */
public final class CloudEventHeaders {

    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String TYPE = "ce_type";
    public static final String DATA_SCHEMA = "ce_dataschema";
    public static final String TIME = "ce_time";
    public static final String SUBJECT = "ce_subject";
    public static final String SEQUENCE = "ce_sequence";
    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACE_PARENT = "traceparent";

    private CloudEventHeaders() {}

    /** Pads the number to 19 digits, so that sequences compare as text as they do as numbers. */
    public static String sequence(long sequence) {
        return "%019d".formatted(sequence);
    }

    /** The {@code $id} of the JSON Schema of that type. */
    public static String dataSchema(String type) {
        return "urn:medislot:schema:" + type;
    }
}
