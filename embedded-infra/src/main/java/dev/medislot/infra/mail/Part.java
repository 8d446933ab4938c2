package dev.medislot.infra.mail;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.ByteBuffer;

/** An attachment or an inline part; its id is its place in the mail, such as {@code 2} or {@code 1.3}. */
record Part(@JsonProperty("PartID") String partId, @JsonProperty("FileName") String fileName,
        @JsonProperty("ContentType") String contentType, @JsonProperty("ContentID") String contentId,
        @JsonProperty("Size") int size, @JsonIgnore ByteBuffer content) {}
