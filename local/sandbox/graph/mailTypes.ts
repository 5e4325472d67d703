/** A mail that is sent; see types.ts. */
export const mailTypes = {
  message: {
    bccRecipients: "Collection(recipient)",
    body: "itemBody",
    categories: "Collection(Edm.String)",
    ccRecipients: "Collection(recipient)",
    from: "recipient",
    importance: "importance",
    internetMessageHeaders: "Collection(internetMessageHeader)",
    replyTo: "Collection(recipient)",
    sender: "recipient",
    subject: "Edm.String",
    toRecipients: "Collection(recipient)",
  },
  itemBody: { content: "Edm.String", contentType: "bodyType" },
  internetMessageHeader: { name: "Edm.String", value: "Edm.String" },
  recipient: { emailAddress: "emailAddress" },
  emailAddress: { address: "Edm.String", name: "Edm.String" },
} as const;
