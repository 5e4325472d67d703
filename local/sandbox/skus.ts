import type { Sku } from "./facts";

/** The service plan that Privileged Identity Management needs. */
export const planOfPremiumP2 = "eec0eb4f-6444-4f95-aba0-50c24d67f998";

export const premiumP1: Sku = {
  skuId: "078d2b04-f1bd-4111-bbd4-b4b1b354cef4",
  skuPartNumber: "AAD_PREMIUM",
  enabled: 25,
  consumed: 11,
  plans: [{ id: "41781fb2-bc02-4b7c-bd55-b576c07bb09d", name: "AAD_PREMIUM" }],
};
export const premiumP2: Sku = {
  skuId: "84a661c4-e949-4bd2-a560-ed7766fcaf2b",
  skuPartNumber: "AAD_PREMIUM_P2",
  enabled: 50,
  consumed: 8,
  plans: [
    { id: "41781fb2-bc02-4b7c-bd55-b576c07bb09d", name: "AAD_PREMIUM" },
    { id: planOfPremiumP2, name: "AAD_PREMIUM_P2" },
  ],
};
export const businessBasic: Sku = {
  skuId: "3b555118-da6a-4418-894f-7df1e2096870",
  skuPartNumber: "O365_BUSINESS_ESSENTIALS",
  enabled: 10,
  consumed: 4,
  plans: [{ id: "9aaf7827-d63c-4b61-89c3-182f06f82e5c", name: "EXCHANGE_S_STANDARD" }],
};
